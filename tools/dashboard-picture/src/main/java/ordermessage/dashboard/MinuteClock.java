package ordermessage.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved, so that an hour of metrics takes a minute. */
final class MinuteClock implements InstantSource {
    private volatile Instant now;

    MinuteClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void passMinute() {
        now = now.plus(Duration.ofMinutes(1));
    }
}
