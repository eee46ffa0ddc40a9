package ordermessage.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The ports from which this JVM chooses free ones. Each JVM of a user has a range of its own, because some seconds pass between the
 * choice of a port and the start of its server. Meanwhile another stack on this machine could choose the same port. A lock on a file
 * in the folder for temporary files reserves the range until the JVM ends. Each user has files of their own, because nobody can open
 * those of another user.
 */
final class PortRange {
    private static final int RANGES = 40;

    private final int first;
    private final int size;
    private int next;

    @SuppressWarnings("UnusedVariable") // The lock lasts as long as this object refers to it.
    private final FileLock lock;

    private PortRange(int first, int size, FileLock lock) {
        this.first = first;
        this.size = size;
        this.lock = lock;
    }

    /**
     * Reserves a part of some ports for this JVM. If all parts are taken, it returns the first one.
     *
     * @param first the lowest port
     * @param last the port after the highest
     */
    static PortRange reserve(int first, int last) {
        return reserve(first, last, System.getProperty("user.name"), Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Reserves a part of some ports for this JVM. If all parts are taken, it returns the first one.
     *
     * @param user the name of the user, whose JVMs have different parts
     * @param folder the folder of the files with the locks
     */
    static PortRange reserve(int first, int last, String user, Path folder) {
        var size = (last - first) / RANGES;
        var ranges = IntStream.range(0, RANGES).boxed().collect(Collectors.toList());
        Collections.shuffle(ranges);
        for (var range : ranges) {
            var lock = lock(folder.resolve("order-messages-ports-%s-%d".formatted(fileName(user), range)));
            if (lock != null) {
                return new PortRange(first + range * size, size, lock);
            }
        }
        return new PortRange(first, size, null);
    }

    /** Returns the next port. After the last port comes the first. */
    synchronized int next() {
        next = (next + 1) % size;
        return first + next;
    }

    int size() {
        return size;
    }

    /** Returns a name without the characters that a name of a file cannot have. */
    private static String fileName(String user) {
        return user.replaceAll("[^A-Za-z0-9.-]", "_");
    }

    /** Returns null when another JVM has the lock, or the file cannot be opened. */
    private static FileLock lock(Path file) {
        try {
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (IOException | OverlappingFileLockException e) {
            return null;
        }
    }
}
