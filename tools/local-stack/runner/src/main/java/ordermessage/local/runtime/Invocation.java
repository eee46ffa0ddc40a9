package ordermessage.local.runtime;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One invocation of a function.
 *
 * @param deadline when the sandbox is killed
 * @param outcome completes with the first outcome; later ones are ignored
 */
record Invocation(String requestId, String event, Instant deadline, CompletableFuture<Outcome> outcome) {
    /** Stands for no invocation: a sandbox starts with it. */
    static final Invocation NONE = new Invocation("none", "", Instant.EPOCH, new CompletableFuture<>());

    static Invocation of(String event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
    }

    /** Returns an X-Ray trace header of a request that is not sampled. */
    String traceId() {
        var id = requestId.replace("-", "");
        return "Root=1-%s-%s;Parent=%s;Sampled=0".formatted(id.substring(0, 8), id.substring(8), id.substring(0, 16));
    }
}
