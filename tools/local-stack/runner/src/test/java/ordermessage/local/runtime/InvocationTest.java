package ordermessage.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests the duration of an invocation. */
class InvocationTest {
    private final Invocation invocation = Invocation.of("{}", Instant.MAX);

    @Test
    void theDurationBeginsWhenTheProcessGetsTheEvent() {
        var before = System.nanoTime();
        invocation.starts();

        var duration = invocation.duration();

        assertThat(duration).isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - before));
    }

    @Test
    void theDurationStaysTheSameAfterTheResult() {
        invocation.starts();
        invocation.ends();

        var duration = invocation.duration();

        assertThat(invocation.duration()).isEqualTo(duration);
    }
}
