package ordermessage.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the settings of runs. The tests of the commands have more values that are not valid. */
class VariablesTest {
    @TempDir
    private Path project;

    @Test
    void aValueThatIsBlankCountsAsNone() {
        var blank = new Variables(Map.of("X", " "));

        assertThat(blank.number("X", 7, 1, 9)).isEqualTo(7);
        assertThat(blank.choice("X", "on", "off")).isEqualTo("on");
        assertThat(blank.folder("X", project, "docs"))
                .isEqualTo(project.resolve("docs"))
                .doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.001", "1", "1000000.000"})
    void aDecimalNumberMayBeEachOfItsBounds(String text) {
        assertThat(decimal(text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0009", "1000000.1", "-1", "1e3", "NaN", "Infinity", "1d", "0x1p3", ".5", "1,5"})
    void anyOtherDecimalNumberIsInvalid(String text) {
        assertThatThrownBy(() -> decimal(text))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("X=%s is not a number from 0.001 to 1000000".formatted(text));
    }

    @Test
    void aFolderForResultsIsThereBeforeTheRun() throws IOException {
        var file = Files.createFile(project.resolve("file"));

        assertThat(new Variables(Map.of("X", "a/b")).folder("X", project, "docs"))
                .isEqualTo(project.resolve("a/b"))
                .isEmptyDirectory();
        assertThatThrownBy(() -> new Variables(Map.of("X", file + "/a")).folder("X", project, "docs"))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessage("X=%s/a cannot be created as a folder", file);
    }

    private static double decimal(String text) {
        return new Variables(Map.of("X", text)).decimal("X", 1, new BigDecimal("0.001"), BigDecimal.valueOf(1_000_000));
    }
}
