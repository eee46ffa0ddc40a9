package ordermessage.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/**
 * Makes an empty working folder. The files of a run are deleted when the next run starts, so they can be inspected
 * until then.
 */
public final class EmptyFolder {
    private EmptyFolder() {}

    /** Deletes the folder if it exists, and creates it again. Of links in it, the targets are not deleted. */
    public static Path at(Path folder) {
        try {
            if (Files.exists(folder)) {
                delete(folder);
            }
            return Files.createDirectories(folder).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var entries = Files.walk(folder)) {
            for (var entry : (Iterable<Path>) entries.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(entry);
            }
        }
    }
}
