package ordermessage.faults.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ordermessage.harness.Waiting;
import ordermessage.local.runtime.SandboxStatus;
import org.awaitility.core.ConditionTimeoutException;

/** Kills and pauses the processes of the functions, with signals. */
public final class FunctionProcesses {
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final ProxiedStack stack;

    public FunctionProcesses(ProxiedStack stack) {
        this.stack = stack;
    }

    /** Kills one process of a function (SIGKILL), busy or idle. Does nothing when the function has no process. */
    public void killOne(String function) {
        stack.local().function(function).sandboxes().stream().findFirst().ifPresent(FunctionProcesses::kill);
    }

    /** Kills all busy processes of a function (SIGKILL). */
    public void killAllBusy(String function) {
        busy(function).forEach(FunctionProcesses::kill);
    }

    /**
     * Pauses a busy process of a function (SIGSTOP), and lets it continue after some time (SIGCONT). It waits up to 2 s
     * for a busy process. If the pause is longer than the function's timeout, the runtime kills the process during the
     * pause.
     *
     * @return whether a process was busy
     */
    public boolean pauseOneBusy(String function, Duration pause) throws InterruptedException {
        var process = awaitBusy(function);
        if (process.isPresent()) {
            pause(List.of(process.get()), pause);
        }
        return process.isPresent();
    }

    /** Pauses all busy processes of a function (SIGSTOP), and lets them continue after some time (SIGCONT). */
    public void pauseAllBusy(String function, Duration pause) throws InterruptedException {
        pause(busy(function), pause);
    }

    private Optional<SandboxStatus> awaitBusy(String function) {
        try {
            var busy = Waiting.until("a process of " + function + " is busy", POLL_INTERVAL)
                    .atMost(BUSY_TIMEOUT)
                    .until(() -> busy(function), processes -> !processes.isEmpty());
            return Optional.of(busy.getFirst());
        } catch (ConditionTimeoutException e) {
            return Optional.empty();
        }
    }

    private List<SandboxStatus> busy(String function) {
        return stack.local().function(function).sandboxes().stream()
                .filter(SandboxStatus::busy)
                .toList();
    }

    private static void kill(SandboxStatus process) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void pause(List<SandboxStatus> processes, Duration pause) throws InterruptedException {
        for (var process : processes) {
            signal("STOP", process);
        }
        Thread.sleep(pause);
        for (var process : processes) {
            signal("CONT", process);
        }
    }

    /** Sends a signal. The command fails if the process has already ended; then there is nothing to do. */
    private static void signal(String name, SandboxStatus process) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
