package ordermessage.local.engine;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ordermessage.local.process.ChildProcess;

/** Waits until an engine answers a request of its protocol. */
final class ReadinessProbe {
    /** Far longer than an engine needs, because the machine may be busy. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final EngineKind kind;
    private final URI endpoint;

    ReadinessProbe(EngineKind kind, URI endpoint) {
        this.kind = kind;
        this.endpoint = endpoint;
    }

    /**
     * Returns when the engine is ready.
     *
     * @throws EngineFailedException when the process ends first, or when the engine is not ready within two minutes
     */
    void await(ChildProcess process, Engine.LastLine output) {
        var deadline = Instant.now().plus(TIMEOUT);
        try (var client = HttpClient.newHttpClient()) {
            while (!isReady(client)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new EngineFailedException(
                            kind, "it did not answer within %d s".formatted(TIMEOUT.toSeconds()));
                }
                pause(process, output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException(kind, "the wait for it was interrupted");
        }
    }

    private boolean isReady(HttpClient client) throws InterruptedException {
        try {
            var probe = kind.probe(endpoint).timeout(REQUEST_TIMEOUT).build();
            return client.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // The engine does not listen yet.
            return false;
        }
    }

    /** Waits for the next attempt; fails at once when the process ends in this time. */
    private void pause(ChildProcess process, Engine.LastLine output) throws InterruptedException {
        try {
            var code = process.exit().get(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
            process.close();
            throw new EngineFailedException(kind, "it " + output.reason(code));
        } catch (TimeoutException e) {
            // The process still runs, as it should.
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
