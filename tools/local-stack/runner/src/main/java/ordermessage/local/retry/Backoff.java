package ordermessage.local.retry;

import java.time.Duration;

/** Waits after failures: each failure in a row doubles the wait, up to five seconds. */
public final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration MAX = Duration.ofSeconds(5);

    private Duration next = FIRST;

    /** Starts again with the shortest wait. */
    public void reset() {
        next = FIRST;
    }

    /** Returns how long the next wait is. */
    public Duration next() {
        return next;
    }

    /** Waits, and doubles the next wait. */
    public void pause() throws InterruptedException {
        Thread.sleep(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(MAX) < 0 ? doubled : MAX;
    }
}
