package ordermessage.companies;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import ordermessage.operator.UsageException;

/** Repeats a step that another operator, or a part of Cognito that is not up to date, can make fail. */
final class Attempts {
    private static final int MAXIMUM = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private Attempts() {}

    /**
     * Repeats a step until it has a result. The pauses between the tries double, and are random, so that two operators
     * do not conflict again.
     *
     * @param step returns its result; empty if it must be repeated
     * @throws UsageException when no try has a result
     */
    static <T> T until(Supplier<Optional<T>> step) {
        for (var i = 0; i < MAXIMUM; i++) {
            var result = step.get();
            if (result.isPresent()) {
                return result.get();
            }
            pause(FIRST_PAUSE.multipliedBy(1L << i));
        }
        throw new UsageException("The user pool was changed at the same time. Run the command again");
    }

    private static void pause(Duration maximum) {
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, maximum.toMillis())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("Interrupted");
        }
    }
}
