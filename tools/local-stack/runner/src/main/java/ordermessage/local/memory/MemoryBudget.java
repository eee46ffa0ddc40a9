package ordermessage.local.memory;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits the memory that concurrent requests use together. A request for which there is not enough memory waits before
 * its body is read, and is refused after a timeout.
 */
public final class MemoryBudget {
    /** The budget counts in units of this many bytes. */
    private static final int UNIT = 1024;

    private final int total;
    private final Duration timeout;
    private final Semaphore free;

    /**
     * Creates a budget.
     *
     * @param bytes the size of the budget
     * @param timeout how long a request waits for memory
     */
    public MemoryBudget(long bytes, Duration timeout) {
        this.total = Math.toIntExact(bytes / UNIT);
        this.timeout = timeout;
        this.free = new Semaphore(total, true);
    }

    /** Returns a budget of half of this JVM's maximum heap. A request waits at most ten seconds. */
    public static MemoryBudget ofThisJvm() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, Duration.ofSeconds(10));
    }

    /** Returns a share for one request. It has no memory yet. */
    public Share share() {
        return new Share();
    }

    private int units(long bytes) {
        return (int) Math.min(total, Math.ceilDiv(bytes, UNIT));
    }

    /** There was not enough memory within the timeout. */
    public static final class ExhaustedException extends IOException {
        private static final long serialVersionUID = 1;

        ExhaustedException() {
            super("There is not enough memory for the request");
        }
    }

    /** The memory that one request has taken from the budget. Closing the share gives it back. */
    public final class Share implements AutoCloseable {
        private int taken;

        private Share() {}

        /**
         * Grows this share to a size; a share that is large enough stays as it is. A request that needs more than the
         * whole budget gets the whole budget.
         *
         * @param bytes the size that this share must have
         * @throws ExhaustedException when there is not enough memory within the timeout
         */
        public void growTo(long bytes) throws ExhaustedException {
            var missing = units(bytes) - taken;
            if (missing <= 0) {
                return;
            }
            try {
                if (!free.tryAcquire(missing, timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new ExhaustedException();
                }
                taken += missing;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ExhaustedException();
            }
        }

        /**
         * Returns a stream of the same bytes. Reading it grows this share, and fails with {@link ExhaustedException} when there
         * is not enough memory within the timeout.
         *
         * @param length the length of the stream in bytes; -1 when it is not known
         * @param factor how many bytes of memory the request needs for each byte of the stream
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
