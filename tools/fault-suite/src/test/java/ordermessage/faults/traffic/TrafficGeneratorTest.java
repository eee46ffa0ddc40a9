package ordermessage.faults.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Tests that no wait of the traffic lasts for ever. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class TrafficGeneratorTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void anAttemptIsRepeatedUntilItSucceeds() throws InterruptedException {
        var attempts = new AtomicInteger();

        assertThat(TrafficGenerator.succeeds(() -> attempts.incrementAndGet() == 2, Duration.ofMinutes(1)))
                .isTrue();
        assertThat(attempts).hasValue(2);
    }

    @Test
    void anAttemptThatNeverSucceedsIsGivenUp() throws InterruptedException {
        assertThat(TrafficGenerator.succeeds(() -> false, SHORT)).isFalse();
    }

    @Test
    void theWaitGoesOnWhileMessagesAreAnswered() {
        var answered = new AtomicInteger();

        TrafficGenerator.awaitAnswered(10, answered::incrementAndGet, Duration.ofMinutes(1));

        assertThat(answered).hasValueGreaterThanOrEqualTo(10);
    }

    @Test
    void theWaitEndsWhenNoMoreMessagesAreAnswered() {
        assertThatThrownBy(() -> TrafficGenerator.awaitAnswered(10, () -> 9, SHORT))
                .isInstanceOf(ConditionTimeoutException.class)
                .hasMessageContaining("more than 9 messages are answered");
    }
}
