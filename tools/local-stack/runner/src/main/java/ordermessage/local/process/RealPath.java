package ordermessage.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Names files and folders without symbolic links, so that copies of a project that share a folder give it the same name. */
public final class RealPath {
    private RealPath() {}

    /** Returns the path without symbolic links, or the path itself if nothing is there. */
    public static Path of(Path path) {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
