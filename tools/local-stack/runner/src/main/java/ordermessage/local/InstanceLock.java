package ordermessage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import ordermessage.local.files.OwnerOnly;

/**
 * A lock that prevents two stacks from using the same data folder. The operating system releases it when the process
 * ends.
 */
final class InstanceLock implements AutoCloseable {
    private final FileChannel file;

    private InstanceLock(FileChannel file) {
        this.file = file;
    }

    /**
     * Takes the lock of a data folder.
     *
     * @throws StartFailedException when another stack has it
     */
    static InstanceLock acquire(Path data) {
        try {
            var file = OwnerOnly.open(data.resolve("lock"));
            if (tryLock(file)) {
                return new InstanceLock(file);
            }
            file.close();
            throw new StartFailedException(
                    "Another local stack uses %s: stop it, or choose another folder with LOCAL_DIR=…".formatted(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // Another stack in this JVM has the lock.
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
