package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ordermessage.faults.mutants.Mutant;
import ordermessage.faults.mutants.Mutants;
import ordermessage.faults.run.RunSettings;
import ordermessage.harness.InvalidSettingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the variables of {@code make faults} and {@code make faults-mutants}. */
class MainTest {
    @TempDir
    private Path folder;

    @Test
    void theVariablesSetTheSizeOfARun() {
        var settings = Main.settings(Map.of("SEED", "7", "MESSAGES", "200", "FAULTS", "0", "BACKLOG", " "));

        assertThat(settings).isEqualTo(new RunSettings(7, 200, 0, 10_000));
    }

    @ParameterizedTest
    @CsvSource({
        "SEED, abc",
        "SEED, -1",
        "SEED, 9999999999",
        "MESSAGES, x",
        "MESSAGES, 19",
        "FAULTS, 1.5",
        "BACKLOG, 1e3"
    })
    void theErrorForAnInvalidVariableNamesItAndItsValue(String variable, String value) {
        assertThatThrownBy(() -> Main.settings(Map.of(variable, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(variable + "=" + value + " is not a number from ");
    }

    @Test
    void withoutAChoiceEveryMutantIsTested() {
        assertThat(Main.mutants(Map.of())).isEqualTo(Mutants.ALL);
        assertThat(Main.mutants(Map.of("MUTANT", "POST says")))
                .hasSize(2)
                .extracting(Mutant::mistake)
                .allMatch(mistake -> mistake.startsWith("POST says"));
    }

    @Tag("processes")
    @ParameterizedTest
    @CsvSource({"run, SEED, abc", "mutants, MUTANT, no such mistake"})
    void aCommandWithAnInvalidVariableEndsWithOneLineAndDeletesNothing(String command, String variable, String value)
            throws Exception {
        var process = start(command, variable, value);
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isEqualTo(1);
        assertThat(output.lines()).singleElement().asString().startsWith(variable + "=" + value + " is ");
        assertThat(folder).isEmptyDirectory();
    }

    private Process start(String command, String variable, String value) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var builder = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        command))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put(variable, value);
        return builder.start();
    }
}
