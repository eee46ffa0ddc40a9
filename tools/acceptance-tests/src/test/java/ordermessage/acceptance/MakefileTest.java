package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests commands of the Makefile with a {@code LOCAL_DIR} that has a space in its name. Nothing is built or started. */
class MakefileTest {
    @TempDir
    private Path folder;

    private Path local;

    @BeforeEach
    void createLocalFolder() throws IOException {
        local = Files.createDirectory(folder.resolve("with space"));
        Files.writeString(local.resolve("env"), "echo env was read; exit\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dlq", "dlq-show", "dlq-export", "dlq-delete", "redrive"})
    void theDeadLetterCommandsReadTheEnvironmentOfTheLocalStack(String command) throws Exception {
        assertThat(make(command)).isEqualTo("env was read\n");
    }

    @Test
    void cleanLocalDeletesTheFolderThatIsGiven() throws Exception {
        make("clean-local");

        assertThat(local).doesNotExist();
        assertThat(folder).exists();
    }

    private String make(String target) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("make", "--silent", "--old-file=target/built-dead-letters"));
        command.addAll(List.of(target, "LOCAL_DIR=" + local));
        var builder = new ProcessBuilder(command)
                .directory(RunningService.project().toFile())
                .redirectErrorStream(true);
        // This test may run in make test, whose own options and variables must not reach this make.
        builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "STACK"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
