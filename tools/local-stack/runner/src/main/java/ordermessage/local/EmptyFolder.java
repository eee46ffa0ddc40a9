package ordermessage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder to work in. What an earlier run left in it is deleted at the start, so that it can be looked at until then. */
public final class EmptyFolder {
    private EmptyFolder() {}

    /** Makes it; links in it are deleted, what they lead to is not. */
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
