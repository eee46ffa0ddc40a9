package ordermessage.local.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.Command;

/** One process of a function. It handles one event at a time, and is killed when it exceeds the timeout. */
final class Sandbox implements AutoCloseable {
    /** The time that Lambda allows for the init phase with SnapStart, including the hooks before the snapshot. */
    private static final Duration INIT_TIMEOUT = Duration.ofSeconds(130);

    /** Stands for the outcome of an invocation that has timed out. */
    private static final Outcome TIMED_OUT = new Outcome.Failed("Sandbox.Timedout", "");

    private final Duration timeout;
    private final RuntimeApi api;
    private final ChildProcess process;
    private final CompletableFuture<Integer> exit;
    private volatile Invocation current = Invocation.NONE;
    private volatile boolean killed;

    private Sandbox(Duration timeout, RuntimeApi api, ChildProcess process) {
        this.timeout = timeout;
        this.api = api;
        this.process = process;
        this.exit = process.exit();
        var _ = exit.thenRun(this::failCurrentInvocation);
        var _ = api.ready().orTimeout(INIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }

    /**
     * Starts a process. {@link #ready} completes when it waits for its first event.
     *
     * @param command makes the command from the address of the Runtime API
     * @param output receives each line that the process prints
     */
    static Sandbox start(
            Duration timeout, String functionArn, Function<String, Command> command, Consumer<String> output) {
        var api = new RuntimeApi(functionArn);
        try {
            return new Sandbox(timeout, api, ChildProcess.start(command.apply(api.address()), output));
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    /** Completes when the process waits for its first event; fails with {@link InitFailedException} when its init fails. */
    CompletableFuture<Void> ready() {
        return api.ready();
    }

    long pid() {
        return process.pid();
    }

    /** Completes with the exit code when the process has ended. */
    CompletableFuture<Integer> exit() {
        return exit;
    }

    boolean isUsable() {
        return !killed && !exit.isDone();
    }

    /**
     * The outcome of an invocation.
     *
     * @param duration the time in the process, as Lambda measures it
     */
    record Invoked(Outcome outcome, Duration duration) {}

    Invoked invoke(String event) {
        var invocation = Invocation.of(event, Instant.now().plus(timeout));
        current = invocation;
        api.offer(invocation);
        if (exit.isDone()) {
            failCurrentInvocation();
        }
        var outcome = invocation
                .outcome()
                .completeOnTimeout(TIMED_OUT, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        var duration = invocation.duration();
        if (outcome.equals(TIMED_OUT)) {
            kill();
            outcome = timedOut(invocation);
        }
        return new Invoked(outcome, duration);
    }

    void kill() {
        killed = true;
        process.kill();
    }

    @Override
    public void close() {
        killed = true;
        process.close();
        api.close();
    }

    private void failCurrentInvocation() {
        var failed = Outcome.Failed.of(
                "Runtime.ExitError",
                "RequestId: %s Error: Runtime exited with exit status %d".formatted(current.requestId(), exit.join()));
        api.ready().completeExceptionally(new InitFailedException(failed));
        current.outcome().complete(failed);
    }

    private Outcome.Failed timedOut(Invocation invocation) {
        return Outcome.Failed.of(
                "Sandbox.Timedout",
                "RequestId: %s Error: Task timed out after %.2f seconds"
                        .formatted(invocation.requestId(), timeout.toMillis() / 1000.0));
    }
}
