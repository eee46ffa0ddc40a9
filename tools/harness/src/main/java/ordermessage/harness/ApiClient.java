package ordermessage.harness;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A client of the API, with one token or none. Each method sends one request, except {@link #awaitMessage}. It returns
 * any response, whatever its status is, and throws an {@link UncheckedIOException} when no response arrives in time or
 * the thread is interrupted.
 */
public final class ApiClient {
    private static final Duration MESSAGE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final int OK = 200;
    private static final byte[] NO_BODY = {};

    private final HttpClient http;
    private final URI stage;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final ExchangeObserver observer;

    /** @param headers the headers of every request */
    ApiClient(HttpClient http, URI stage, Map<String, String> headers, Duration timeout, ExchangeObserver observer) {
        this.http = http;
        this.stage = stage;
        this.headers = headers;
        this.timeout = timeout;
        this.observer = observer;
    }

    /** Posts a message as JSON in UTF-8. */
    public HttpResponse<String> post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** Posts exactly these bytes. */
    public HttpResponse<String> post(byte[] body, String contentType) {
        return send(
                HttpRequest.newBuilder(uri("/post-message"))
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofByteArray(body)),
                body);
    }

    /** Gets a message. */
    public HttpResponse<String> get(String messageId) {
        return send(HttpRequest.newBuilder(uri("/message/" + messageId)).GET(), NO_BODY);
    }

    /**
     * Sends a request without a body.
     *
     * @param path the path after the stage, with the first slash
     */
    public HttpResponse<String> request(String method, String path) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()), NO_BODY);
    }

    /**
     * Sends a request with a body and with headers besides the token.
     *
     * @param path the path after the stage, with the first slash
     * @param headerLines the header lines, each as {@code name: value}
     */
    public HttpResponse<String> request(String method, String path, byte[] body, List<String> headerLines) {
        var request = HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.ofByteArray(body));
        for (var line : headerLines) {
            var name = line.substring(0, line.indexOf(':'));
            request.header(name, line.substring(name.length() + 1).strip());
        }
        return send(request, body);
    }

    /**
     * Gets a message until it is stored, for up to two minutes.
     *
     * @return the body of the response with status 200
     */
    public String awaitMessage(String messageId) {
        return Waiting.until("message " + messageId, POLL_INTERVAL)
                .atMost(MESSAGE_TIMEOUT)
                .until(() -> get(messageId), response -> response.statusCode() == OK)
                .body();
    }

    private URI uri(String path) {
        return URI.create(stage + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder builder, byte[] body) {
        headers.forEach(builder::header);
        var request = builder.timeout(timeout).build();
        var response = send(request);
        observer.observe(request, body, response);
        return response;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException((IOException) new InterruptedIOException("Interrupted").initCause(e));
        }
    }
}
