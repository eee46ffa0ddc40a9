package ordermessage.harness;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits until a condition holds. */
public final class Waiting {
    private Waiting() {}

    /**
     * Checks a condition at once, and then again after each interval. The wait has no other limit than the one that the
     * caller sets. An exception of another thread does not end the wait.
     *
     * @param what the description of the condition, for the failure message
     * @param interval the time between two checks
     */
    public static ConditionFactory until(String what, Duration interval) {
        return Awaitility.await(what)
                .forever()
                .pollDelay(Duration.ZERO)
                .pollInterval(interval)
                .dontCatchUncaughtExceptions();
    }
}
