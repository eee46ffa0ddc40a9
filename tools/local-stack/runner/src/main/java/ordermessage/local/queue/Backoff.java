package ordermessage.local.queue;

import java.time.Duration;

/** Pauses that double with every failure in a row. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Duration next = FIRST;

    void succeeded() {
        next = FIRST;
    }

    void failed() throws InterruptedException {
        Thread.sleep(next);
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
