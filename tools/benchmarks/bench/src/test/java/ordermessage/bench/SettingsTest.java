package ordermessage.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import ordermessage.bench.Settings.Part;
import ordermessage.bench.stack.ServiceFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the environment variables that configure the benchmark. */
class SettingsTest {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void withoutVariablesEveryPartRunsButTheProfileAndTheLocalStack() {
        var settings = Settings.of(Map.of(), PROJECT);

        assertThat(settings.parts()).containsExactly(Part.STARTS, Part.WARM, Part.BATCHES, Part.PIPELINE);
        assertThat(settings.engineLatency()).isZero();
        assertThat(settings.cpuQuota()).isTrue();
        assertThat(settings.commands()).isEmpty();
        assertThat(settings.output()).isEqualTo(PROJECT.resolve("docs/benchmarks"));
    }

    @Test
    void theUserCanChooseThePartsTheLatencyAndAnotherProgram() {
        var settings = Settings.of(
                Map.of(
                        "PARTS",
                        "starts warm",
                        "ENGINE_LATENCY",
                        "10ms",
                        "CPU_QUOTA",
                        "off",
                        "POST_COMMAND",
                        "python3 -m awslambdaric post.h"),
                PROJECT);

        assertThat(settings.parts()).containsExactly(Part.STARTS, Part.WARM);
        assertThat(settings.engineLatency()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.cpuQuota()).isFalse();
        assertThat(settings.commands().get(ServiceFunction.POST))
                .containsExactly("python3", "-m", "awslambdaric", "post.h");
    }

    @ParameterizedTest
    @CsvSource({"ENGINE_LATENCY, soon", "PARTS, everything", "ROUNDS, many", "ROUNDS, 0", "CPU_QUOTA, half"})
    void theErrorForAnInvalidValueNamesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(variable, value), PROJECT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(variable + "=" + value);
    }
}
