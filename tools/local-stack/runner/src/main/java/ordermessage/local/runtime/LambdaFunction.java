package ordermessage.local.runtime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A function as Lambda runs it: each event in a process that has no other at the time. Where Lambda starts as many
 * processes as there are events, one machine has a limit; over it callers wait for their turn.
 */
public final class LambdaFunction implements Invoker, AutoCloseable {
    /** The most bytes of an event and of a result: what Lambda calls 6 MB. */
    public static final int LARGEST_PAYLOAD = 6_291_556;

    private final String name;
    private final SandboxPool sandboxes;

    LambdaFunction(String name, int limit, Supplier<Sandbox> start) {
        this.name = name;
        this.sandboxes = new SandboxPool(limit, start);
    }

    /** The function's logical id. */
    public String name() {
        return name;
    }

    @Override
    public Outcome invoke(String event) {
        if (isTooLarge(event)) {
            return Outcome.Failed.of("RequestEntityTooLarge", "The event has more than 6 MB");
        }
        Sandbox sandbox;
        try {
            sandbox = sandboxes.acquire().join();
        } catch (CompletionException failure) {
            return failed(failure.getCause());
        }
        try {
            return sandbox.invoke(event);
        } finally {
            sandboxes.release(sandbox);
        }
    }

    /**
     * Starts a process, so that the first event does not wait for it.
     *
     * @throws InitFailure when it does not come up
     */
    public void warm() {
        try {
            sandboxes.release(sandboxes.acquire().join());
        } catch (CompletionException failure) {
            throw new InitFailure(failed(failure.getCause()));
        }
    }

    /** The processes there are right now. */
    public List<SandboxStatus> sandboxes() {
        return sandboxes.status();
    }

    @Override
    public void close() {
        sandboxes.close();
    }

    /** Whether this is more than a function takes, or may return. */
    public static boolean isTooLarge(String payload) {
        return payload.length() > LARGEST_PAYLOAD
                || (payload.length() > LARGEST_PAYLOAD / 3
                        && payload.getBytes(StandardCharsets.UTF_8).length > LARGEST_PAYLOAD);
    }

    private static Outcome.Failed failed(Throwable cause) {
        return cause instanceof InitFailure init
                ? init.outcome()
                : Outcome.Failed.of("Sandbox.StartFailure", String.valueOf(cause));
    }
}
