package ordermessage.fuzz;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is a millisecond later at each call, so that a run does not depend on the time. */
final class TickingClock extends Clock {
    private Instant now;

    TickingClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        now = now.plusMillis(1);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
