package ordermessage.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/** A class path: jars and folders of classes, in search order. */
public record ClassPath(List<Path> entries) {
    public ClassPath {
        entries = List.copyOf(entries);
    }

    /**
     * Returns the class path of a Maven module: the module's own classes if it has any, then its dependencies, which
     * the build has written to {@code target/classpath}. The own classes are the module's jar if it has the same content, because
     * a {@link ClassArchive} is possible only for jars. They are named without symbolic links, so that all copies of a project
     * share one archive.
     *
     * @throws IllegalStateException when the module has not been built
     */
    public static ClassPath ofModule(Path module) {
        var target = realTarget(module);
        var libraries = read(target.resolve("classpath")).stream().map(Path::of);
        var classes = Stream.of(target.resolve("classes"))
                .filter(Files::isDirectory)
                .map(folder -> jarOf(folder).orElse(folder));
        return new ClassPath(Stream.concat(classes, libraries).toList());
    }

    /**
     * Returns the jar that Maven has made of a folder of classes.
     *
     * @param classes {@code target/classes} of a module
     * @return empty if there is no such folder or jar, or the jar does not have the content of every file of the folder
     */
    public static Optional<Path> jarOf(Path classes) {
        if (!Files.isDirectory(classes)) {
            return Optional.empty();
        }
        try (var files = Files.list(classes.getParent())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(jar -> hasContent(jar, classes))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares contents and not times, because Maven does not rewrite a jar whose content stays the same. */
    private static boolean hasContent(Path jar, Path classes) {
        try (var entries = new ZipFile(jar.toFile());
                var files = Files.walk(classes)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var entry = entries.getEntry(classes.relativize(file).toString());
                if (entry == null || entry.getCrc() != crc(file)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long crc(Path file) throws IOException {
        var crc = new CRC32();
        crc.update(Files.readAllBytes(file));
        return crc.getValue();
    }

    private static Path realTarget(Path module) {
        try {
            return module.resolve("target").toRealPath();
        } catch (NoSuchFileException e) {
            throw notBuilt(module.resolve("target", "classpath"), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return List.of(Files.readString(file).strip().split(File.pathSeparator));
        } catch (NoSuchFileException e) {
            throw notBuilt(file, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException notBuilt(Path missing, NoSuchFileException cause) {
        return new IllegalStateException(missing + " is missing: build the project first", cause);
    }
}
