package ordermessage.bench.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the environment variables of {@code make bench-console}. */
class ConsoleSettingsTest {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void withoutVariablesThreePairsOfTenThousandMessagesAreMeasured() {
        assertThat(ConsoleSettings.of(Map.of(), PROJECT))
                .isEqualTo(new ConsoleSettings(3, 10_000, PROJECT.resolve("docs/benchmarks")));
    }

    @ParameterizedTest
    @CsvSource({"ROUNDS, 0", "MESSAGES, many"})
    void theErrorForAnInvalidValueNamesTheVariable(String variable, String value) {
        assertThatThrownBy(() -> ConsoleSettings.of(Map.of(variable, value), PROJECT))
                .hasMessageContaining(variable + "=" + value);
    }
}
