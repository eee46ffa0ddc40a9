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
 * The ports from which this JVM chooses free ones. Each JVM has a range of its own, because some seconds pass between the choice
 * of a port and the start of its server. Meanwhile another stack on this machine could choose the same port. A lock on a file
 * in the folder for temporary files reserves the range until the JVM ends.
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
        var size = (last - first) / RANGES;
        var ranges = IntStream.range(0, RANGES).boxed().collect(Collectors.toList());
        Collections.shuffle(ranges);
        for (var range : ranges) {
            var lock = lock(range);
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

    /** Returns null when another JVM has the lock, or the file belongs to another user. */
    private static FileLock lock(int range) {
        var file = Path.of(System.getProperty("java.io.tmpdir"), "order-messages-ports-" + range);
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
