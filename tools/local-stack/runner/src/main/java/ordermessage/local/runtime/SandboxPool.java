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
 * The processes of one function. A caller gets the one that was used last, as it is the warmest; when none is idle,
 * the first that becomes so, be it a busy one or a new one that is started meanwhile.
 */
final class SandboxPool implements AutoCloseable {
    private final int limit;
    private final Supplier<Sandbox> start;
    private final Set<Sandbox> all = new LinkedHashSet<>();
    private final Deque<Sandbox> idle = new ArrayDeque<>();
    private final Queue<CompletableFuture<Sandbox>> waiting = new ArrayDeque<>();
    private int starting;
    private boolean closed;

    SandboxPool(int limit, Supplier<Sandbox> start) {
        this.limit = limit;
        this.start = start;
    }

    /** A sandbox to be given back with {@link #release}; fails with {@link InitFailure} when a new one does not come up. */
    synchronized CompletableFuture<Sandbox> acquire() {
        for (var sandbox = idle.poll(); sandbox != null; sandbox = idle.poll()) {
            if (sandbox.isUsable()) {
                return CompletableFuture.completedFuture(sandbox);
            }
        }
        if (closed) {
            return CompletableFuture.failedFuture(closed());
        }
        var place = new CompletableFuture<Sandbox>();
        waiting.add(place);
        startWhatIsNeeded();
        return place;
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
                .map(sandbox -> new SandboxStatus(sandbox.pid(), !idle.contains(sandbox)))
                .toList();
    }

    @Override
    public void close() {
        closeAll().parallelStream().forEach(Sandbox::close);
    }

    private synchronized List<Sandbox> closeAll() {
        closed = true;
        while (!waiting.isEmpty()) {
            failFirst(closed());
        }
        return List.copyOf(all);
    }

    private static InitFailure closed() {
        return new InitFailure(Outcome.Failed.of("Sandbox.Closed", "The function is closed"));
    }

    private void startWhatIsNeeded() {
        while (!closed && starting < waiting.size() && all.size() < limit) {
            try {
                add(start.get());
            } catch (RuntimeException noProcess) {
                failFirst(noProcess);
            }
        }
    }

    private void add(Sandbox sandbox) {
        starting++;
        all.add(sandbox);
        var _ = sandbox.ready().whenComplete((up, failure) -> started(sandbox, failure));
        var _ = sandbox.exit().thenRun(() -> remove(sandbox));
    }

    private synchronized void started(Sandbox sandbox, Throwable failure) {
        starting--;
        if (failure == null) {
            release(sandbox);
        } else {
            sandbox.kill();
            failFirst(failure);
        }
    }

    private void failFirst(Throwable failure) {
        var first = waiting.poll();
        if (first != null) {
            first.completeExceptionally(failure);
        }
    }

    private void remove(Sandbox sandbox) {
        synchronized (this) {
            all.remove(sandbox);
            idle.remove(sandbox);
            startWhatIsNeeded();
        }
        sandbox.close();
    }
}
