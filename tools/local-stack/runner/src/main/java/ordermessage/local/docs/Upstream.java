package ordermessage.local.docs;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import ordermessage.local.http.ResponseWriteTimeout;

/** Forwards requests to another server of the stack, and its responses to the client. */
final class Upstream implements AutoCloseable {
    /** Longer than the API's own limit of 29 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    /** These headers belong to a connection, or the HTTP client sets them. */
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection", "content-length", "date", "expect", "host", "keep-alive", "transfer-encoding", "upgrade");

    /** A browser adds these headers. The API's callers are no browsers. */
    private static final Set<String> OF_BROWSER = Set.of("cookie", "origin", "referer");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Forwards a request.
     *
     * @param target the URI to request, with the path and the query
     * @param omitted the names in lower case of headers that the client must not get
     */
    void forward(HttpExchange exchange, URI target, Set<String> omitted) throws IOException {
        HttpResponse<byte[]> response;
        try {
            response = send(exchange, target);
        } catch (IOException e) { // The stack is being shut down, or the client has gone.
            exchange.sendResponseHeaders(502, -1);
            return;
        }
        response.headers().map().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!OF_CONNECTION.contains(lower) && !omitted.contains(lower)) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        var body = response.body();
        ResponseWriteTimeout.write(ResponseWriteTimeout.DEFAULT, () -> {
            // For this server, -1 means "no body".
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        });
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpResponse<byte[]> send(HttpExchange exchange, URI target) throws IOException {
        var request =
                HttpRequest.newBuilder(target).timeout(TIMEOUT).method(exchange.getRequestMethod(), body(exchange));
        exchange.getRequestHeaders().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!OF_CONNECTION.contains(lower) && !OF_BROWSER.contains(lower) && !lower.startsWith("sec-")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static BodyPublisher body(HttpExchange exchange) {
        var headers = exchange.getRequestHeaders();
        var length = headers.getFirst("Content-Length");
        if (length == null && !headers.containsKey("Transfer-Encoding")) {
            return BodyPublishers.noBody();
        }
        var stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        var bytes = length == null ? -1 : Long.parseLong(length);
        if (bytes == 0) {
            return BodyPublishers.noBody();
        }
        return bytes < 0 ? stream : BodyPublishers.fromPublisher(stream, bytes);
    }
}
