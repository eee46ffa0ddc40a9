package ordermessage.deadletters;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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
     * Makes calls, and waits until all have ended.
     *
     * @throws RuntimeException when one of them fails
     */
    void run(List<Runnable> calls) {
        try {
            for (var call :
                    threads.invokeAll(calls.stream().map(Executors::callable).toList())) {
                call.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Waits until the calls under way have ended. */
    @Override
    public void close() {
        threads.close();
    }
}
