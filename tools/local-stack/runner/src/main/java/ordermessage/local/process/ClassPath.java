package ordermessage.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where a JVM finds its classes: jars and folders, in order. */
public record ClassPath(List<Path> entries) {
    public ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * The class path of a Maven module, which its build has written to {@code target/classpath}, after the module's own
     * classes if it has any.
     *
     * @throws IllegalStateException when the module has not been built
     */
    public static ClassPath ofModule(Path module) {
        var target = module.resolve("target");
        var libraries = read(target.resolve("classpath")).stream().map(Path::of);
        var classes = Stream.of(target.resolve("classes")).filter(Files::isDirectory);
        return new ClassPath(Stream.concat(classes, libraries).toList());
    }

    private static List<String> read(Path file) {
        try {
            return List.of(Files.readString(file).strip().split(File.pathSeparator));
        } catch (NoSuchFileException absent) {
            throw new IllegalStateException(file + " is missing: build the project first", absent);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
