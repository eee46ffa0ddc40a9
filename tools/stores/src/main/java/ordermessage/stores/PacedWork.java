package ordermessage.stores;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Does the work for many items: it starts a limited number in each second, and does a few at the same time. */
final class PacedWork {
    private static final int AT_THE_SAME_TIME = 8;

    private final long interval;
    private long nextStart = System.nanoTime();

    /**
     * Creates a pace.
     *
     * @param perSecond the largest number of items per second
     */
    PacedWork(int perSecond) {
        this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /**
     * Does the work for each item, and returns when all of it is done. After a failure, no more work is started.
     *
     * @throws RuntimeException the first failure
     */
    <T> void forEach(List<T> items, Consumer<T> work) {
        var failed = new AtomicBoolean();
        var results = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(
                AT_THE_SAME_TIME, Thread.ofVirtual().factory())) {
            for (var item : items) {
                awaitStart();
                results.add(threads.submit(() -> runUnlessFailed(failed, item, work)));
            }
        }
        for (var result : results) {
            if (result.state() == Future.State.FAILED) {
                throw result.exceptionNow() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(result.exceptionNow());
            }
        }
    }

    private static <T> void runUnlessFailed(AtomicBoolean failed, T item, Consumer<T> work) {
        if (failed.get()) {
            return;
        }
        var done = false;
        try {
            work.accept(item);
            done = true;
        } finally {
            if (!done) {
                failed.set(true);
            }
        }
    }

    private void awaitStart() {
        var start = Math.max(nextStart, System.nanoTime());
        nextStart = start + interval;
        try {
            Thread.sleep(Duration.ofNanos(start - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
