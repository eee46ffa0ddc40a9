package ordermessage.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import ordermessage.local.files.OwnerOnly;

/** Keeps two stacks from writing to the same data. The operating system gives it back when the process ends. */
final class InstanceLock implements AutoCloseable {
    private final FileChannel file;

    private InstanceLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock of a data folder. */
    static InstanceLock of(Path data) {
        try {
            var file = OwnerOnly.open(data.resolve("lock"));
            if (isFree(file)) {
                return new InstanceLock(file);
            }
            file.close();
            throw new StartFailed(
                    "Another local stack uses %s: end it, or choose another folder with LOCAL_DIR=…".formatted(data));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
