package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("processes")
@Order(2) // It takes longer than most other classes, so it starts before them.
class ChildProcessTest {
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

    @Test
    void linesOfStandardOutputAndStandardErrorAreReceived() {
        runToTheEnd(ChildMain.command("print", "Ω"));

        assertThat(output).contains("out Ω", "err Ω");
    }

    @Test
    void aChildRunsOnTheJavaInstallationOfTheRunner() {
        runToTheEnd(ChildMain.command("print", ""));

        assertThat(output).contains(System.getProperty("java.home"));
    }

    @Test
    void aChildDoesNotInheritTheEnvironmentOfTheRunner() {
        runToTheEnd(ChildMain.command("print", ""));

        assertThat(output)
                .filteredOn(line -> line.contains("="))
                .contains("GIVEN=yes")
                .allMatch(line -> line.matches("(GIVEN|PATH|HOME|TMPDIR|LANG|LC_ALL)=.*"));
    }

    @Test
    void theExitCodeIsThatOfTheProcess() {
        try (var child = ChildProcess.start(ChildMain.command("end", "7"), output::add)) {
            assertThat(child.exit().join()).isEqualTo(7);
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void killingAProcessSendsSigkill() throws InterruptedException {
        try (var child = staying(ChildMain.command("stay"))) {
            child.kill();

            assertThat(child.exit().join()).isEqualTo(128 + 9);
        }
    }

    @Test
    void closingAProcessSendsSigterm() throws InterruptedException {
        var child = staying(ChildMain.command("stay"));

        child.close();

        assertThat(child.exit().join()).isEqualTo(128 + 15);
    }

    @Test
    void aProcessThatIgnoresSigtermIsKilledAfterTheGracePeriod() throws InterruptedException {
        var child = staying(ChildMain.command("ignore SIGTERM"));
        var asked = System.nanoTime();

        child.close();

        assertThat(child.exit().join()).isEqualTo(128 + 9);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(ChildProcess.GRACE_PERIOD);
    }

    @Test
    void theProcessIdIsThatOfTheProgram() throws InterruptedException {
        var command = new Command.Program("shell", List.of("sh", "-c", "echo $$"), Map.of(), Path.of("."));

        try (var child = ChildProcess.start(command, output::add)) {
            assertThat(nextLine()).isEqualTo(Long.toString(child.pid()));
            assertThat(child.exit().join()).isZero();
        }
    }

    @Test
    void aMissingWorkingDirectoryIsAnError() {
        var command = new Command.Program("lost", List.of("true"), Map.of(), Path.of("no such folder"));

        assertThatThrownBy(() -> ChildProcess.start(command, output::add))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "ignore SIGTERM", "program"})
    void aChildEndsWhenItsRunnerIsKilled(String command) throws Exception {
        try (var runner = ChildProcess.start(ChildMain.command("run", command), output::add)) {
            var child = ProcessHandle.of(Long.parseLong(nextLine())).orElseThrow();

            runner.kill();

            child.onExit().get(2, TimeUnit.MINUTES);
            assertThat(child.isAlive()).isFalse();
        }
    }

    private void runToTheEnd(Command command) {
        var child = ChildProcess.start(command, output::add);
        assertThat(child.exit().join()).isZero();
        child.close();
    }

    private ChildProcess staying(Command command) throws InterruptedException {
        var child = ChildProcess.start(command, output::add);
        assertThat(nextLine()).isEqualTo("staying");
        return child;
    }

    private String nextLine() throws InterruptedException {
        return output.poll(2, TimeUnit.MINUTES);
    }
}
