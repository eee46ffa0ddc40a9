package ordermessage.faults.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ordermessage.faults.stack.ProxiedStack;

/** Calls the service's HTTP API, as the company of each message. */
public final class ApiClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    /** The status of a response when no response arrives. */
    private static final int GATEWAY_TIMEOUT = 504;

    private final ProxiedStack stack;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A response of the API. */
    public record Response(int status, String body) {}

    public ApiClient(ProxiedStack stack) {
        this.stack = stack;
    }

    /** Posts a message once. The status is 504 when no response arrives. */
    public Response post(TestMessage message) throws InterruptedException {
        return send(request(message, "/post-message")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(message.body().getBytes(StandardCharsets.UTF_8))));
    }

    /** Gets the stored message with the ids of a message, once. The status is 504 when no response arrives. */
    public Response get(TestMessage message) throws InterruptedException {
        return send(request(message, "/message/" + message.messageId()).GET());
    }

    /** A request with a token of the message's company. */
    private HttpRequest.Builder request(TestMessage message, String path) {
        var token = tokens.computeIfAbsent(
                message.companyId(), company -> stack.local().token(company));
        return HttpRequest.newBuilder(URI.create(stack.local().api() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private Response send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Response(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Response(GATEWAY_TIMEOUT, "");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
