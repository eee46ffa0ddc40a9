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
 * A process that the runner starts and that never outlives it: it is on a leash, which a {@code kill -9} of the runner
 * cuts as well.
 */
public final class ChildProcess implements AutoCloseable {
    /** How long a process may take to end by itself once it is asked to. */
    public static final Duration GRACE_PERIOD = Duration.ofSeconds(3);

    /** All that a child inherits: where programs and files are, and how file names are encoded. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL");

    private final Process process;
    /** Sends signals; {@link Process#destroy} would cut the leash first, and with it the grace. */
    private final ProcessHandle handle;

    private final CompletableFuture<Integer> exit;
    private final Thread reader;

    private ChildProcess(String name, Process process, Consumer<String> output) {
        this.process = process;
        this.handle = process.toHandle();
        this.exit = process.onExit().thenApply(Process::exitValue);
        this.reader = Thread.ofPlatform().daemon().name(name + " output").start(() -> read(output));
    }

    /**
     * Starts a process.
     *
     * @param output gets each line of standard output and standard error, on one thread; it must not throw
     * @throws UncheckedIOException when there is no such program or folder
     */
    public static ChildProcess start(Command command, Consumer<String> output) {
        var builder = new ProcessBuilder(ownerOnly(command.line()))
                .directory(command.workingDirectory().toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(command.environment());
        try {
            return new ChildProcess(command.name(), builder.start(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(command.name() + " does not start", failure);
        }
    }

    /** What the process writes, others may not read. The shell becomes the program: it keeps its process id. */
    private static List<String> ownerOnly(List<String> line) {
        var shell = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; unset PWD OLDPWD; exec \"$@\"", "sh"));
        shell.addAll(line);
        return shell;
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process has not ended yet; a stopped one has not. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process has ended, for whatever reason; 128 + n is signal n. */
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    /** Ends the process at once (SIGKILL); does not wait for it. */
    public void kill() {
        handle.destroyForcibly();
    }

    /** Ends the process: asks (SIGTERM), then after {@link #GRACE_PERIOD} kills. Returns when it is gone and its output read. */
    @Override
    public void close() {
        handle.destroy();
        exit().completeOnTimeout(null, GRACE_PERIOD.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        handle.destroyForcibly();
        exit.join();
        awaitOutput();
    }

    private void awaitOutput() {
        try {
            // Not for ever: a process that the child left behind may hold the pipe open.
            reader.join(Duration.ofSeconds(1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<String> output) {
        try (var lines = new BoundedLines(process.inputReader(StandardCharsets.UTF_8))) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                output.accept(line);
            }
        } catch (IOException closed) {
            // The process has ended, and its last line is lost with it.
        }
    }
}
