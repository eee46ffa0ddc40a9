package ordermessage.local.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A function. As on Lambda, a process handles one event at a time. Lambda starts as many processes as there are
 * concurrent events; here their number is limited, and callers wait until a process is free.
 */
public final class LambdaFunction implements Invoker, AutoCloseable {
    /** The maximum size of an event and of a result in bytes. AWS documents it as 6 MB. */
    public static final int MAX_PAYLOAD_BYTES = 6_291_556;

    private final String name;
    private final int limit;
    private final SandboxPool sandboxes;
    private final InvocationListener listener;
    private final AtomicInteger requested = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    LambdaFunction(String name, int limit, Supplier<Sandbox> start, InvocationListener listener) {
        this.name = name;
        this.limit = limit;
        this.sandboxes = new SandboxPool(limit, start);
        this.listener = listener;
    }

    /** Returns the function's logical id. */
    public String name() {
        return name;
    }

    @Override
    public Outcome invoke(String event) {
        if (isTooLarge(event)) {
            return Outcome.Failed.of("RequestEntityTooLarge", "The event has more than 6 MB");
        }
        if (requested.incrementAndGet() > limit) {
            listener.waits();
        }
        try {
            return invokeInSandbox(event);
        } finally {
            requested.decrementAndGet();
        }
    }

    private Outcome invokeInSandbox(String event) {
        Sandbox sandbox;
        try {
            sandbox = sandboxes.acquire().join();
        } catch (CompletionException e) {
            var failed = failed(e.getCause());
            listener.ends(Duration.ZERO, failed);
            return failed;
        }
        try {
            listener.starts(running.incrementAndGet());
            var invoked = sandbox.invoke(event);
            listener.ends(invoked.duration(), invoked.outcome());
            return invoked.outcome();
        } finally {
            running.decrementAndGet();
            sandboxes.release(sandbox);
        }
    }

    /**
     * Starts a process if none is idle, so that the first event does not wait for it.
     *
     * @throws InitFailedException when the process does not start
     */
    public void warm() {
        try {
            sandboxes.release(sandboxes.acquire().join());
        } catch (CompletionException e) {
            throw new InitFailedException(failed(e.getCause()));
        }
    }

    /** Returns the processes that currently exist. */
    public List<SandboxStatus> sandboxes() {
        return sandboxes.status();
    }

    /** Returns how many of the function's processes have ended, for any reason. */
    public int ended() {
        return sandboxes.ended();
    }

    /** Returns the maximum number of processes at the same time. */
    public int limit() {
        return limit;
    }

    @Override
    public void close() {
        sandboxes.close();
    }

    /** Returns whether a payload is larger than {@link #MAX_PAYLOAD_BYTES} in UTF-8. */
    public static boolean isTooLarge(String payload) {
        return payload.length() > MAX_PAYLOAD_BYTES
                || (payload.length() > MAX_PAYLOAD_BYTES / 3
                        && payload.getBytes(StandardCharsets.UTF_8).length > MAX_PAYLOAD_BYTES);
    }

    private static Outcome.Failed failed(Throwable cause) {
        return cause instanceof InitFailedException init
                ? init.outcome()
                : Outcome.Failed.of("Sandbox.StartFailure", String.valueOf(cause));
    }
}
