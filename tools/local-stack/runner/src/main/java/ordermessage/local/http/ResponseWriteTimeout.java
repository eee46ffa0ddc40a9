package ordermessage.local.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Limits the time in which a client may take its response. The JDK's server has a limit only for all servers of a JVM together,
 * and it would count the time in which a function works, and that of a stream of events.
 */
public final class ResponseWriteTimeout {
    /** The time for the largest response, on loopback. */
    public static final Duration DEFAULT = Duration.ofSeconds(30);

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("response-timeout").factory());

    private ResponseWriteTimeout() {}

    /** Writes a response. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the response to the connection. */
        void write() throws IOException;
    }

    /**
     * Runs a writer in this thread. After the timeout, the thread is interrupted, which closes the connection to which it
     * writes.
     *
     * @throws IOException when the client has gone or has not read in time
     */
    public static void write(Duration timeout, Writer writer) throws IOException {
        var interruption = new Interruption(Thread.currentThread());
        var timer = TIMER.schedule(interruption::run, timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            writer.write();
        } finally {
            timer.cancel(false);
            interruption.end();
        }
    }

    /** Interrupts a thread, but not after its end. */
    private static final class Interruption {
        private final Thread thread;
        private boolean isOver;
        private boolean isInterrupted;

        Interruption(Thread thread) {
            this.thread = thread;
        }

        synchronized void run() {
            if (!isOver) {
                isInterrupted = true;
                thread.interrupt();
            }
        }

        /** The thread goes on without the interruption. */
        synchronized void end() {
            isOver = true;
            if (isInterrupted) {
                Thread.interrupted();
            }
        }
    }
}
