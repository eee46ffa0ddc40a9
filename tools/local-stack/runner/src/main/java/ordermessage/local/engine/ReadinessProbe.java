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

/** Waits until an engine answers its real protocol. */
record ReadinessProbe(EngineKind kind, URI endpoint) {
    /** Far more than an engine needs, because a machine may be busy with something else. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Returns when the engine serves; fails when its process ends before, or after {@link #TIMEOUT}. */
    void await(ChildProcess process, Engine.LastLine output) {
        var deadline = Instant.now().plus(TIMEOUT);
        try (var client = HttpClient.newHttpClient()) {
            while (!answers(client)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new EngineFailed(kind, "it did not answer within %d s".formatted(TIMEOUT.toSeconds()));
                }
                pause(process, output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new EngineFailed(kind, "it was not waited for");
        }
    }

    private boolean answers(HttpClient client) throws InterruptedException {
        try {
            var probe = kind.probe(endpoint).timeout(Duration.ofSeconds(5)).build();
            return client.send(probe, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Waits a moment for the process to end, which it should not. */
    private void pause(ChildProcess process, Engine.LastLine output) throws InterruptedException {
        try {
            var code = process.exit().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            process.close();
            throw new EngineFailed(kind, "it " + output.reason(code));
        } catch (TimeoutException alive) {
            // As it should be.
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
