package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tests that all calls are made, and that a failed call ends the measurement. */
class LoadGeneratorTest {
    private static final int CLIENTS = 3;

    @Test
    void allClientsTogetherMakeTheNumberOfCalls() {
        var calls = new AtomicInteger();

        LoadGenerator.makeCalls(CLIENTS, 100, calls::incrementAndGet);

        assertThat(calls).hasValue(100);
    }

    @Test
    void aFailedCallIsThrownAsItIsBecauseAProgramPrintsItsMessage() {
        var failed = new CallFailedException("A record failed");

        assertThatThrownBy(() -> LoadGenerator.makeCalls(CLIENTS, 100, () -> {
                    throw failed;
                }))
                .isSameAs(failed);
        assertThatThrownBy(() -> LoadGenerator.callsPerSecond(CLIENTS, Duration.ofMinutes(1), () -> {
                    throw failed;
                }))
                .isSameAs(failed);
    }

    @Test
    void anyOtherExceptionIsTheCauseOfTheOneThatIsThrown() {
        var cause = new IOException("The connection ended");

        assertThatThrownBy(() -> LoadGenerator.makeCalls(CLIENTS, 100, () -> {
                    throw cause;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(cause);
    }
}
