package ordermessage.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import ordermessage.harness.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the variable of {@code make hostile}. */
class MainTest {
    @Test
    void withoutRoundsThereIsOne() {
        assertThat(Main.rounds(Map.of())).isOne();
        assertThat(Main.rounds(Map.of("ROUNDS", "3"))).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1.5", "100"})
    void theErrorForInvalidRoundsNamesTheVariable(String rounds) {
        assertThatThrownBy(() -> Main.rounds(Map.of("ROUNDS", rounds)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("ROUNDS=%s is not a number from 1 to 99".formatted(rounds));
    }
}
