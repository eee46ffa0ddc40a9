package ordermessage.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A class path: jars and folders of classes, in search order. */
public record ClassPath(List<Path> entries) {
    public ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * Returns the class path of a Maven module: the module's own classes if it has any, then its dependencies, which
     * the build has written to {@code target/classpath}.
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
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(file + " is missing: build the project first", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
