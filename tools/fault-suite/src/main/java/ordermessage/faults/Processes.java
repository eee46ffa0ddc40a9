package ordermessage.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import ordermessage.local.runtime.SandboxStatus;

/** What can be done to the functions' processes from outside of them. */
final class Processes {
    private final FaultyStack stack;

    Processes(FaultyStack stack) {
        this.stack = stack;
    }

    /** Ends one process of a function with SIGKILL, wherever it is in its work; false when there is none. */
    boolean killOne(String function) {
        var victim = stack.local().function(function).sandboxes().stream().findFirst();
        victim.ifPresent(Processes::kill);
        return victim.isPresent();
    }

    /** Ends all processes of a function that are at work. */
    void killBusy(String function) {
        busy(function).forEach(Processes::kill);
    }

    /**
     * Stops a process at work for a while (SIGSTOP): it knows nothing of the time that passes. If this is longer than
     * its time-out, it is killed meanwhile.
     *
     * @return false when none was at work
     */
    boolean pauseOne(String function, Duration pause) throws InterruptedException {
        var victim = awaitBusy(function);
        if (victim.isPresent()) {
            signal("STOP", victim.get());
            Thread.sleep(pause);
            signal("CONT", victim.get());
        }
        return victim.isPresent();
    }

    /** Stops all processes of a function that are at work for a while. */
    void pauseBusy(String function, Duration pause) throws InterruptedException {
        var victims = busy(function);
        for (var victim : victims) {
            signal("STOP", victim);
        }
        Thread.sleep(pause);
        for (var victim : victims) {
            signal("CONT", victim);
        }
    }

    private Optional<SandboxStatus> awaitBusy(String function) throws InterruptedException {
        for (var timeout = 200; timeout > 0; timeout--) {
            var busy = busy(function);
            if (!busy.isEmpty()) {
                return Optional.of(busy.getFirst());
            }
            Thread.sleep(10);
        }
        return Optional.empty();
    }

    private List<SandboxStatus> busy(String function) {
        return stack.local().function(function).sandboxes().stream()
                .filter(SandboxStatus::busy)
                .toList();
    }

    private static void kill(SandboxStatus process) {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static void signal(String name, SandboxStatus process) throws InterruptedException {
        try {
            // It fails when the process has ended meanwhile, which is as good.
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
