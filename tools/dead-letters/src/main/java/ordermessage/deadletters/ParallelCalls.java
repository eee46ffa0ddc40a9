package ordermessage.deadletters;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes calls at the same time, on virtual threads. */
final class ParallelCalls implements AutoCloseable {
    private final ExecutorService threads;

    /**
     * Makes no call yet.
     *
     * @param atOnce the maximum number of calls at the same time
     */
    ParallelCalls(int atOnce) {
        threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory());
    }

    /**
     * Makes calls, and waits for them.
     *
     * @throws RuntimeException what one of them has thrown
     */
    void run(List<Runnable> calls) {
        calls.stream().map(threads::submit).toList().forEach(ParallelCalls::await);
    }

    /** Waits until the calls under way have ended. */
    @Override
    public void close() {
        threads.close();
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
