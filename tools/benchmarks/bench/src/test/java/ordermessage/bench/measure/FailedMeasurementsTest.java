package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that a run goes on after a measurement that failed, and then fails. */
class FailedMeasurementsTest {
    private final FailedMeasurements failures = new FailedMeasurements();

    @Test
    void theRunGoesOnAndFailsAtItsEndWithTheNamesOfWhatFailed() {
        List<String> measured = new ArrayList<>();

        failures.measure("GET with 128 MB", () -> {
            throw new CallFailedException("Runtime.ExitError");
        });
        failures.measure("GET with 256 MB", () -> measured.add("256"));

        assertThat(measured).containsExactly("256");
        assertThatThrownBy(failures::check)
                .isInstanceOf(CallFailedException.class)
                .hasMessage("Without figures, because they failed: GET with 128 MB");
    }

    @Test
    void aRunWithoutAFailureSucceeds() {
        failures.measure("GET with 256 MB", () -> {});

        assertThatCode(failures::check).doesNotThrowAnyException();
    }
}
