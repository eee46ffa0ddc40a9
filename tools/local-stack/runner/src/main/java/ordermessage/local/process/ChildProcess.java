package ordermessage.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process that the runner starts. It ends when the runner ends, also after {@code kill -9} of the runner: see {@link
 * ordermessage.local.watchdog.ParentWatchdog}.
 */
public final class ChildProcess implements AutoCloseable {
    /** The time between SIGTERM and SIGKILL when a process is closed. */
    public static final Duration GRACE_PERIOD = Duration.ofSeconds(3);

    /** The environment variables that a child inherits: paths of programs and files, and the encoding of file names. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

    /** The time that a process may take to record its class archive. */
    private static final Duration RECORDING_GRACE_PERIOD = Duration.ofSeconds(60);

    private final Process process;

    /**
     * Sends the signals. {@link Process#destroy} would close the child's standard input as well, and the parent
     * watchdog would then end the child before the grace period is over.
     */
    private final ProcessHandle handle;

    private final Duration gracePeriod;
    private final CompletableFuture<Integer> exit;
    private final Thread reader;

    private ChildProcess(String name, Process process, ClassArchive archive, Consumer<String> output) {
        this.process = process;
        this.handle = process.toHandle();
        this.gracePeriod = archive.isRecorded() ? RECORDING_GRACE_PERIOD : GRACE_PERIOD;
        this.exit = process.onExit().thenApply(ended -> {
            archive.processEnded(ended.exitValue());
            return ended.exitValue();
        });
        this.reader = Thread.ofPlatform().daemon().name(name + " output").start(() -> read(output));
    }

    /**
     * Starts a process.
     *
     * @param output receives each line of standard output and standard error, on one thread; it must not throw
     * @throws UncheckedIOException when the program or the working directory does not exist
     */
    public static ChildProcess start(Command command, Consumer<String> output) {
        var archive = ClassArchive.of(command);
        var builder = new ProcessBuilder(ownerOnly(line(command, archive)))
                .directory(command.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(command.environment());
        try {
            return new ChildProcess(command.name(), builder.start(), archive, output);
        } catch (IOException e) {
            archive.startFailed();
            throw new UncheckedIOException(command.name() + " does not start", e);
        }
    }

    private static List<String> line(Command command, ClassArchive archive) {
        return command instanceof Command.Jvm jvm ? jvm.with(archive.options()).line() : command.line();
    }

    /**
     * Wraps a command line in a shell that sets the umask, so that only the owner can read the files that the process
     * writes. The shell replaces itself with the program, so the process id is the program's.
     */
    private static List<String> ownerOnly(List<String> line) {
        var shell = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; unset PWD OLDPWD; exec \"$@\"", "sh"));
        shell.addAll(line);
        return shell;
    }

    /** Returns the process id. */
    public long pid() {
        return process.pid();
    }

    /** Returns true until the process has ended; a process that SIGSTOP has stopped has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended for any reason; 128 + n means that signal n ended it. */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    /** Sends SIGKILL and does not wait for the process to end. */
    public void kill() {
        handle.destroyForcibly();
    }

    /**
     * Ends the process: sends SIGTERM, and SIGKILL if the process still runs after {@link #GRACE_PERIOD}, or after a
     * minute if it records its class archive. Returns when the process has ended and its output was read.
     */
    @Override
    public void close() {
        handle.destroy();
        exit().completeOnTimeout(null, gracePeriod.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        handle.destroyForcibly();
        exit.join();
        awaitOutput();
    }

    private void awaitOutput() {
        try {
            // With a timeout, because a grandchild that still runs may hold the pipe open.
            reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<String> output) {
        try (var lines = new BoundedLines(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                output.accept(line);
            }
        } catch (IOException e) {
            // The process has ended and the pipe is closed; the last line may be lost.
        }
    }
}
