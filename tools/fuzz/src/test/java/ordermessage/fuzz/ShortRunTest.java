package ordermessage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.Jazzer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the fuzzer as {@code make fuzz} does, with fewer calls. They are the same calls each time. */
@Tag("processes")
class ShortRunTest {
    private static final int CALLS = 10_000;

    @TempDir
    private Path folder;

    @Test
    void theFuzzerFindsNothing() throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Jazzer.class.getName(),
                "-seed=1"));
        command.addAll(Main.options(
                "-runs=" + CALLS, folder, Files.createDirectory(folder.resolve("inputs")), Path.of("corpus")));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("stat::number_of_executed_units: " + CALLS);
        // The fuzzer counts the places of the code that its inputs have reached.
        assertThat(output).containsPattern("cov: [1-9][0-9]{3}");
    }
}
