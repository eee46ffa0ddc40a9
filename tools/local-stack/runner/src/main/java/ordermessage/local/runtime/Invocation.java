package ordermessage.local.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** One invocation of a function. */
final class Invocation {
    /** Stands for no invocation: a sandbox starts with it. */
    static final Invocation NONE = new Invocation("none", "", Instant.EPOCH);

    private final String requestId;
    private final String event;
    private final Instant deadline;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private volatile long start = System.nanoTime();
    private volatile Duration duration;

    private Invocation(String requestId, String event, Instant deadline) {
        this.requestId = requestId;
        this.event = event;
        this.deadline = deadline;
    }

    static Invocation of(String event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline);
    }

    String requestId() {
        return requestId;
    }

    String event() {
        return event;
    }

    /** Returns when the sandbox is killed. */
    Instant deadline() {
        return deadline;
    }

    /** Completes with the first outcome; later ones are ignored. */
    CompletableFuture<Outcome> outcome() {
        return outcome;
    }

    /** The process gets the event now. */
    void starts() {
        start = System.nanoTime();
    }

    /** The process has sent its result now. */
    void ends() {
        duration = elapsed();
    }

    /** Returns the time from the event to the result; without a result, the time from the event until now. */
    Duration duration() {
        var measured = duration;
        return measured == null ? elapsed() : measured;
    }

    /** Returns an X-Ray trace header of a request that is not sampled. */
    String traceId() {
        var id = requestId.replace("-", "");
        return "Root=1-%s-%s;Parent=%s;Sampled=0".formatted(id.substring(0, 8), id.substring(8), id.substring(0, 16));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
