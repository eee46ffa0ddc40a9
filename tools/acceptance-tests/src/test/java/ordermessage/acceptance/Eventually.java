package ordermessage.acceptance;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits on a condition that nothing announces. */
final class Eventually {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private Eventually() {}

    /** Looks again until there is something, and fails when there is nothing in that time. */
    static <T> T within(Duration timeout, Supplier<Optional<T>> look) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            LockSupport.parkNanos(PAUSE);
        }
        throw new AssertionError("Not seen within " + timeout);
    }
}
