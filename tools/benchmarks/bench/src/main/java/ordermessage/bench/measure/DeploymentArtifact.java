package ordermessage.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/** The files that are deployed for a function: classes in folders, and jars. */
final class DeploymentArtifact {
    private final List<Path> files;

    DeploymentArtifact(Path folder) {
        try (var paths = Files.walk(folder)) {
            files = paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the size in MB of a million bytes. As in Lambda's limit of the unzipped size, a jar counts with the size of
     * its file.
     */
    double megabytes() {
        return files.stream().mapToLong(DeploymentArtifact::size).sum() / 1e6;
    }

    /** Returns the number of classes in folders and in jars. */
    long classes() {
        return files.stream().mapToLong(DeploymentArtifact::classes).sum();
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
