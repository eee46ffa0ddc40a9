package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import ordermessage.local.ProjectFolder;
import ordermessage.local.runtime.Outcome;
import org.junit.jupiter.api.Test;

/** Tests that a rate of bare writes has no failed write in it. */
class DrainBenchmarkTest {
    private final SampleEvents events = new SampleEvents(ProjectFolder.current());

    @Test
    void theBaselineWritesAThousandMessagesInBatchesOfTen() {
        var calls = new AtomicInteger();

        var rate = DrainBenchmark.writtenPerSecond(
                event -> {
                    calls.incrementAndGet();
                    return new Outcome.Returned("{}");
                },
                events);

        assertThat(rate).isPositive();
        assertThat(calls).hasValue(100);
    }

    @Test
    void thereIsNoRateIfAWriteFails() {
        assertThatThrownBy(() -> DrainBenchmark.writtenPerSecond(
                        event -> new Outcome.Failed("Sandbox.Timedout", "The time limit is over"), events))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("The time limit is over");
    }
}
