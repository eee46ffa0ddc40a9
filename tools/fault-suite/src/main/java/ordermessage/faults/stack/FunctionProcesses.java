package ordermessage.faults.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
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

    /**
     * Kills one process of a function (SIGKILL), busy or idle.
     *
     * @return whether there was a process
     */
    public boolean killOne(String function) {
        return killAll(
                stack.local().function(function).sandboxes().stream().limit(1).toList());
    }

    /**
     * Kills all busy processes of a function (SIGKILL).
     *
     * @return whether there was such a process
     */
    public boolean killAllBusy(String function) {
        return killAll(busy(function));
    }

    /**
     * Pauses a busy process of a function (SIGSTOP), and lets it continue after some time (SIGCONT). It waits up to 2 s
     * for a busy process. If the pause is longer than the function's timeout, the runtime kills the process during the
     * pause.
     *
     * @return whether a process was paused
     */
    public boolean pauseOneBusy(String function, Duration pause) throws InterruptedException {
        return pause(awaitBusy(function).stream().toList(), pause);
    }

    /**
     * Pauses all busy processes of a function (SIGSTOP), and lets them continue after some time (SIGCONT).
     *
     * @return whether a process was paused
     */
    public boolean pauseAllBusy(String function, Duration pause) throws InterruptedException {
        return pause(busy(function), pause);
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

    /** Kills the processes, and returns whether one of them had not ended before. */
    private static boolean killAll(List<SandboxStatus> processes) {
        var killed = 0;
        for (var process : processes) {
            if (ProcessHandle.of(process.pid())
                    .map(ProcessHandle::destroyForcibly)
                    .orElse(false)) {
                killed++;
            }
        }
        return killed > 0;
    }

    /** Pauses the processes, and returns whether one of them had not ended before. */
    private static boolean pause(List<SandboxStatus> processes, Duration pause) throws InterruptedException {
        var paused = new ArrayList<SandboxStatus>();
        for (var process : processes) {
            if (signal("STOP", process)) {
                paused.add(process);
            }
        }
        if (paused.isEmpty()) {
            return false;
        }
        Thread.sleep(pause);
        for (var process : paused) {
            signal("CONT", process);
        }
        return true;
    }

    /** Sends a signal, and returns whether there was a process to get it: the process may have ended. */
    private static boolean signal(String name, SandboxStatus process) throws InterruptedException {
        try {
            return new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
