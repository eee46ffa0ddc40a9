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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ChildProcessTest {
    private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

    @Test
    void bothStreamsComeLineByLine() {
        runToItsEnd(Child.command("print", "Ω"));

        assertThat(output).contains("out Ω", "err Ω");
    }

    @Test
    void aJvmIsTheOneOfTheRunner() {
        runToItsEnd(Child.command("print", ""));

        assertThat(output).contains(System.getProperty("java.home"));
    }

    @Test
    void theEnvironmentOfTheRunnerStaysWithTheRunner() {
        runToItsEnd(Child.command("print", ""));

        assertThat(output)
                .filteredOn(line -> line.contains("="))
                .contains("GIVEN=yes")
                .allMatch(line -> line.matches("(GIVEN|PATH|HOME|TMPDIR|LANG|LC_ALL)=.*"));
    }

    @Test
    void theExitCodeIsTheProcesss() {
        try (var child = ChildProcess.start(Child.command("end", "7"), output::add)) {
            assertThat(child.exit().join()).isEqualTo(7);
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void aKilledProcessIsGone() throws InterruptedException {
        try (var child = staying(Child.command("stay"))) {
            child.kill();

            assertThat(child.exit().join()).isEqualTo(128 + 9);
        }
    }

    @Test
    void aProcessIsAskedToEndBeforeItIsKilled() throws InterruptedException {
        var child = staying(Child.command("stay"));

        child.close();

        assertThat(child.exit().join()).isEqualTo(128 + 15);
    }

    @Test
    void aProcessThatDoesNotEndWhenAskedIsKilledAfterTheGrace() throws InterruptedException {
        var child = staying(Child.command("stay whatever comes"));
        var asked = System.nanoTime();

        child.close();

        assertThat(child.exit().join()).isEqualTo(128 + 9);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(ChildProcess.GRACE_PERIOD);
    }

    @Test
    void aProgramHasItsOwnProcessId() throws InterruptedException {
        var command = new Command.Program("shell", List.of("sh", "-c", "echo $$"), Map.of(), Path.of("."));

        try (var child = ChildProcess.start(command, output::add)) {
            assertThat(nextLine()).isEqualTo(Long.toString(child.pid()));
            assertThat(child.exit().join()).isZero();
        }
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        var command = new Command.Program("lost", List.of("true"), Map.of(), Path.of("no such folder"));

        assertThatThrownBy(() -> ChildProcess.start(command, output::add))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("lost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stay", "stay whatever comes", "program"})
    void noChildOutlivesAKilledRunner(String what) throws Exception {
        try (var runner = ChildProcess.start(Child.command("run", what), output::add)) {
            var child = ProcessHandle.of(Long.parseLong(nextLine())).orElseThrow();

            runner.kill();

            child.onExit().get(10, TimeUnit.SECONDS);
            assertThat(child.isAlive()).isFalse();
        }
    }

    private void runToItsEnd(Command command) {
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
        return output.poll(10, TimeUnit.SECONDS);
    }
}
