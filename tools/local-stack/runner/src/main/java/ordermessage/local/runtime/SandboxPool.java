package ordermessage.local.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The processes of one function. A caller gets the idle process that was used last, because its code is warm. When none
 * is idle, the pool starts a new process up to the limit. The caller then gets the first process that becomes free: a
 * busy one or the new one.
 */
final class SandboxPool implements AutoCloseable {
    private final int limit;
    private final Supplier<Sandbox> start;
    private final Set<Sandbox> all = new LinkedHashSet<>();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final Queue<CompletableFuture<Sandbox>> waiting = new ArrayDeque<>();
    private int starting;
    private int ended;
    private boolean closed;

    SandboxPool(int limit, Supplier<Sandbox> start) {
        this.limit = limit;
        this.start = start;
    }

    /**
     * Completes with a sandbox, which the caller must return with {@link #release}. Fails with {@link InitFailedException}
     * when a new process does not start.
     */
    synchronized CompletableFuture<Sandbox> acquire() {
        for (var sandbox = idle.poll(); sandbox != null; sandbox = idle.poll()) {
            if (sandbox.isUsable()) {
                return CompletableFuture.completedFuture(sandbox);
            }
        }
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        var caller = new CompletableFuture<Sandbox>();
        waiting.add(caller);
        startForWaitingCallers();
        return caller;
    }

    synchronized void release(Sandbox sandbox) {
        if (!sandbox.isUsable()) {
            return;
        }
        var next = waiting.poll();
        if (next == null) {
            idle.push(sandbox);
        } else {
            next.complete(sandbox);
        }
    }

    synchronized List<SandboxStatus> status() {
        return all.stream()
                .map(sandbox -> new SandboxStatus(sandbox.pid(), state(sandbox)))
                .toList();
    }

    /** Returns the number of processes that have ended, for any reason. */
    synchronized int ended() {
        return ended;
    }

    private SandboxStatus.State state(Sandbox sandbox) {
        if (idle.contains(sandbox)) {
            return SandboxStatus.State.IDLE;
        }
        return sandbox.ready().isDone() ? SandboxStatus.State.BUSY : SandboxStatus.State.STARTING;
    }

    @Override
    public void close() {
        markClosed().parallelStream().forEach(Sandbox::close);
    }

    /** Makes the waiting callers and all later ones fail; returns the processes that must end. */
    private synchronized List<Sandbox> markClosed() {
        closed = true;
        while (!waiting.isEmpty()) {
            failNextCaller(closed());
        }
        return List.copyOf(all);
    }

    private static InitFailedException closed() {
        return new InitFailedException(Outcome.Failed.of("Sandbox.Closed", "The function is closed"));
    }

    private void startForWaitingCallers() {
        while (!closed && starting < waiting.size() && all.size() < limit) {
            try {
                add(start.get());
            } catch (RuntimeException e) {
                failNextCaller(e);
            }
        }
    }

    private void add(Sandbox sandbox) {
        starting++;
        all.add(sandbox);
        var _ = sandbox.ready().whenComplete((ready, failure) -> started(sandbox, failure));
        var _ = sandbox.exit().thenRun(() -> remove(sandbox));
    }

    private synchronized void started(Sandbox sandbox, Throwable failure) {
        starting--;
        if (failure == null) {
            release(sandbox);
        } else {
            sandbox.kill();
            failNextCaller(failure);
        }
    }

    private void failNextCaller(Throwable failure) {
        var caller = waiting.poll();
        if (caller != null) {
            caller.completeExceptionally(failure);
        }
    }

    private void remove(Sandbox sandbox) {
        synchronized (this) {
            ended++;
            all.remove(sandbox);
            idle.remove(sandbox);
            startForWaitingCallers();
        }
        sandbox.close();
    }
}
