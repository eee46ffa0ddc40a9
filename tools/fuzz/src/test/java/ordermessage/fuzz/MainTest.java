package ordermessage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how long {@code make fuzz} runs. */
class MainTest {
    @Test
    void withoutMinutesItRunsForTen() {
        assertThat(Main.seconds(Map.of())).isEqualTo(600);
    }

    @ParameterizedTest
    @CsvSource({"60, 3600", "0.5, 30", "0.1, 6"})
    void itRunsForTheGivenMinutes(String minutes, int seconds) {
        assertThat(Main.seconds(Map.of("MINUTES", minutes))).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "0", "-1", "0.01", "100000"})
    void theErrorForInvalidMinutesNamesTheVariable(String minutes) {
        assertThatThrownBy(() -> Main.seconds(Map.of("MINUTES", minutes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("MINUTES=" + minutes + " is not");
    }
}
