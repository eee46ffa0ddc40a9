package ordermessage.local.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the memory that requests take at the same time. A request that finds no room waits a while, without being read,
 * and is refused then.
 */
public final class MemoryBudget {
    private static final int UNIT = 1024;

    private final int total;
    private final Duration wait;
    private final Semaphore free;

    /**
     * A budget.
     *
     * @param bytes how much there is
     * @param wait how long a request waits for room
     */
    public MemoryBudget(long bytes, Duration wait) {
        this.total = Math.toIntExact(bytes / UNIT);
        this.wait = wait;
        this.free = new Semaphore(total, true);
    }

    /** Half of this JVM's heap; a request waits ten seconds at most. */
    public static MemoryBudget ofThisJvm() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, Duration.ofSeconds(10));
    }

    /** A share without any bytes yet. */
    public Share share() {
        return new Share();
    }

    private int units(long bytes) {
        return (int) Math.min(total, Math.ceilDiv(bytes, UNIT));
    }

    /** There was no room in time. */
    public static final class Exhausted extends IOException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("There is no room for the request");
        }
    }

    /** What one request takes of the budget. It is given back at the end. */
    public final class Share implements AutoCloseable {
        private int taken;

        private Share() {}

        /**
         * Takes as much as is missing to so many bytes; a request that needs more than there is gets all there is.
         *
         * @throws Exhausted when there is no room in time
         */
        public void growTo(long bytes) throws Exhausted {
            var missing = units(bytes) - taken;
            if (missing <= 0) {
                return;
            }
            try {
                if (!free.tryAcquire(missing, wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new Exhausted();
                }
                taken += missing;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Exhausted();
            }
        }

        /**
         * The same stream; this share grows when it is read.
         *
         * @param length how long the stream is; -1 if that is not known
         * @param factor how many bytes each byte of the stream takes
         */
        public InputStream of(InputStream stream, long length, int factor) {
            return new FilterInputStream(stream) {
                private long read;

                @Override
                public int read() throws IOException {
                    growTo(Math.max(length, read + 1) * factor);
                    var next = super.read();
                    read += next < 0 ? 0 : 1;
                    return next;
                }

                @Override
                public int read(byte[] buffer, int offset, int count) throws IOException {
                    growTo(Math.max(length, read + count) * factor);
                    var done = super.read(buffer, offset, count);
                    read += Math.max(0, done);
                    return done;
                }
            };
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
        }
    }
}
