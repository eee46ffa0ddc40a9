package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Tests the wait for the list of stored messages. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class StoredMessagesTest {
    private static final String SHORT_PAGE = "{\"statusCode\":200,\"headers\":{}}";
    private static final String FULL_PAGE = "{\"statusCode\":200,\"headers\":{\"Link\":\"</messages?cursor=1>\"}}";

    @Test
    void theWaitEndsWhenAPageIsFull() {
        var calls = new AtomicInteger();

        StoredMessages.awaitPage(
                event -> new Outcome.Returned(calls.incrementAndGet() < 3 ? SHORT_PAGE : FULL_PAGE),
                "{}",
                Duration.ofMinutes(1));

        assertThat(calls).hasValue(3);
    }

    @Test
    void theWaitFailsIfNoPageIsFullInTime() {
        assertThatThrownBy(() -> StoredMessages.awaitPage(
                        event -> new Outcome.Returned(SHORT_PAGE), "{}", Duration.ofMillis(100)))
                .isInstanceOf(CallFailedException.class)
                .hasMessage("The stored messages are not listed after PT0.1S");
    }

    @Test
    void aListThatFailsEndsTheWait() {
        assertThatThrownBy(() -> StoredMessages.awaitPage(
                        event -> new Outcome.Failed("Sandbox.Timedout", "The time limit is over"),
                        "{}",
                        Duration.ofMinutes(1)))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("The time limit is over");
        assertThatThrownBy(() -> StoredMessages.awaitPage(
                        event -> new Outcome.Returned("{\"statusCode\":503}"), "{}", Duration.ofMinutes(1)))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("503");
    }
}
