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
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** An HTTP client of the API. */
public final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final HttpClient http;
    private final URI stage;
    private final Map<String, String> headers;

    /**
     * @param stage the URL of the API with its stage, without a slash at the end
     * @param headers the headers of every request
     */
    ApiClient(HttpClient http, URI stage, Map<String, String> headers) {
        this.http = http;
        this.stage = stage;
        this.headers = headers;
    }

    /** Posts a message as JSON in UTF-8. */
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

    /**
     * Sends a request without a body.
     *
     * @param path the path after the stage, with the first slash
     */
    public HttpResponse<String> request(String method, String path) {
        return send(HttpRequest.newBuilder(uri(path)).method(method, BodyPublishers.noBody()));
    }

    /**
     * Gets a message until it is stored, for up to 60 seconds.
     *
     * @return the body of the response with status 200
     */
    public String awaitMessage(String messageId) {
        return await("message " + messageId)
                .until(() -> get(messageId), response -> response.statusCode() == 200)
                .body();
    }

    /**
     * Waits up to 60 seconds. The first check is at once, because a test can wait for hundreds of messages that are
     * there already.
     *
     * @param what the description for the failure message
     */
    static ConditionFactory await(String what) {
        return Awaitility.await(what)
                .atMost(TIMEOUT)
                .pollDelay(Duration.ZERO)
                .pollInterval(POLL_INTERVAL)
                .dontCatchUncaughtExceptions();
    }

    private URI uri(String path) {
        return URI.create(stage + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        headers.forEach(request::header);
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
