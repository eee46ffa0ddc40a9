package ordermessage.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import ordermessage.local.LocalService;

/** The service as its clients see it. */
final class Api implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final LocalService local;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Api(LocalService local) {
        this.local = local;
    }

    /** Posts once; the status of the answer. */
    int post(Posting posting) throws InterruptedException {
        return send(request("/post-message")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(posting.text().getBytes(StandardCharsets.UTF_8))))
                .statusCode();
    }

    /** Asks once for the message of this posting. */
    HttpResponse<String> get(Posting posting) throws InterruptedException {
        return send(request("/message/" + posting.messageId()).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(local.api() + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The gateway itself is never disturbed", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
