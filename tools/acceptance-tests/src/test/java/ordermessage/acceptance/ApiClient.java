package ordermessage.acceptance;

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
import java.util.Optional;

/**
 * A caller of the API over HTTP.
 *
 * @param api the stage
 * @param authorization the value of the header of that name
 */
public record ApiClient(HttpClient http, URI api, Optional<String> authorization) {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    public HttpResponse<String> post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    public HttpResponse<String> post(byte[] body, String contentType) {
        return send(HttpRequest.newBuilder(uri("/post-message"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> get(String messageId) {
        return send(HttpRequest.newBuilder(uri("/message/" + messageId)).GET());
    }

    /** Any request below the stage. */
    public HttpResponse<String> request(String method, String path) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
    }

    /** Asks until the message is there. */
    public String awaitMessage(String messageId) {
        return Eventually.within(
                TIMEOUT,
                () -> Optional.of(get(messageId))
                        .filter(response -> response.statusCode() == 200)
                        .map(HttpResponse::body));
    }

    private URI uri(String path) {
        return URI.create(api + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
