package ordermessage.faults;

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

/** The service as its clients see it. */
final class Api implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(35);

    /** What a gateway on the way would say in place of an answer that does not come. */
    private static final int NONE = 504;

    private final FaultyStack stack;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, String body) {}

    Api(FaultyStack stack) {
        this.stack = stack;
    }

    /** Posts once. */
    Answer post(TestMessage message) throws InterruptedException {
        return send(request(message, "/post-message")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(message.text().getBytes(StandardCharsets.UTF_8))));
    }

    /** Asks once for the message of this message. */
    Answer get(TestMessage message) throws InterruptedException {
        return send(request(message, "/message/" + message.messageId()).GET());
    }

    /** A request of the company that the message is from. */
    private HttpRequest.Builder request(TestMessage message, String path) {
        var token = tokens.computeIfAbsent(
                message.companyId(), company -> stack.local().token(company));
        return HttpRequest.newBuilder(URI.create(stack.local().api() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(NONE, "");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
