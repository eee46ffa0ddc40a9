package ordermessage.local.runtime;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One event on its way through a sandbox.
 *
 * @param deadline when the sandbox is killed
 * @param outcome completes once; what comes later is too late
 */
record Invocation(String requestId, String event, Instant deadline, CompletableFuture<Outcome> outcome) {
    /** What a sandbox works on before its first. */
    static final Invocation NONE = new Invocation("none", "", Instant.EPOCH, new CompletableFuture<>());

    static Invocation of(String event, Instant deadline) {
        return new Invocation(UUID.randomUUID().toString(), event, deadline, new CompletableFuture<>());
    }

    /** An X-Ray header that asks for no trace. */
    String traceId() {
        var id = requestId.replace("-", "");
        return "Root=1-%s-%s;Parent=%s;Sampled=0".formatted(id.substring(0, 8), id.substring(8), id.substring(0, 16));
    }
}
