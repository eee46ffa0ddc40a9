package ordermessage.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** What is deployed of a function. */
record Artifact(Path folder) {
    /** Unzipped, as Lambda's limits count; jars stay what they are. */
    double megabytes() {
        return files().stream().mapToLong(Artifact::size).sum() / 1e6;
    }

    /** In folders and in jars. */
    double classes() {
        return files().stream().mapToLong(Artifact::classes).sum();
    }

    private List<Path> files() {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long classes(Path file) {
        if (!file.toString().endsWith(".jar")) {
            return file.toString().endsWith(".class") ? 1 : 0;
        }
        try (var jar = new ZipFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> entry.getName().endsWith(".class"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
