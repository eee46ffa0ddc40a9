package ordermessage.local.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test says so. */
final class TestClock implements InstantSource {
    private Instant now = Instant.parse("2026-11-26T12:00:10Z");

    @Override
    public Instant instant() {
        return now;
    }

    void advance(Duration duration) {
        now = now.plus(duration);
    }
}
