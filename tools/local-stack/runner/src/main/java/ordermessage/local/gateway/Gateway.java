package ordermessage.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.memory.MemoryBudget;

/** Serves a REST API over HTTP, on a port of the loopback address. */
public final class Gateway implements AutoCloseable {
    /**
     * How much of a body that nobody wants is read and thrown away. Until a client has sent its body, many do not look
     * at the answer, and take a connection closed in its face for a failure of the network.
     */
    private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

    private static final Pattern WORD = Pattern.compile("(^|-)([a-z])");

    /** A body is there as bytes, as Base64, and in the event, as text and as bytes. */
    private static final int BYTES_FOR_EACH_BODY_BYTE = 8;

    /** An answer is there as the function's text and as bytes. */
    private static final int BYTES_FOR_EACH_ANSWER_BYTE = 3;

    private final RestApi api;
    private final MemoryBudget memory;
    private final Consumer<String> log;
    private final LoopbackServer server;

    private Gateway(RestApi api, int port, MemoryBudget memory, Consumer<String> log) {
        this.api = api;
        this.memory = memory;
        this.log = log;
        this.server = LoopbackServer.start(port, this::serve);
    }

    /**
     * Starts to serve.
     *
     * @param port 0 for any free one
     * @param memory bounds what all requests together take
     * @param log gets a line for each request that broke the gateway
     */
    public static Gateway start(RestApi api, int port, MemoryBudget memory, Consumer<String> log) {
        return new Gateway(api, port, memory, log);
    }

    /** Where the API's stage is. */
    public URI uri() {
        return URI.create("http://" + server.authority() + api.root());
    }

    /** Ends without waiting for requests that are being answered. */
    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                var share = memory.share()) {
            var request = request(exchange);
            var response = answer(request, exchange.getRequestBody(), share);
            discard(exchange.getRequestBody());
            send(exchange, request, response);
        }
    }

    private Response answer(Request request, InputStream body, MemoryBudget.Share share) throws IOException {
        try {
            var response = answer(request, share.of(body, request.contentLength(), BYTES_FOR_EACH_BODY_BYTE));
            share.growTo((long) response.length() * BYTES_FOR_EACH_ANSWER_BYTE);
            return response;
        } catch (MemoryBudget.Exhausted e) {
            log.accept("%s %s: no memory for it; it is told to come again"
                    .formatted(request.method(), request.target().getRawPath()));
            return GatewayError.TOO_MANY_REQUESTS.response();
        }
    }

    private Response answer(Request request, InputStream body) throws IOException {
        try {
            return api.answer(request, body);
        } catch (RuntimeException bug) {
            log.accept("%s %s: %s".formatted(request.method(), request.target(), bug));
            return GatewayError.BAD_GATEWAY.response();
        }
    }

    private static Request request(HttpExchange exchange) {
        var headers = new TreeMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(capitalised(name), List.copyOf(values)));
        var client = exchange.getRemoteAddress().getAddress().getHostAddress();
        headers.put("X-Forwarded-For", List.of(client));
        headers.put(
                "X-Forwarded-Port",
                List.of(Integer.toString(exchange.getLocalAddress().getPort())));
        headers.put("X-Forwarded-Proto", List.of("http"));
        return Request.of(exchange.getRequestMethod(), exchange.getRequestURI(), headers, client);
    }

    /** The server has turned X-Api-Key into X-api-key. */
    private static String capitalised(String header) {
        return WORD.matcher(header).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    }

    private static void discard(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var left = MAX_DISCARDED_BYTES; left > 0; ) {
            var read = body.read(buffer);
            if (read < 0) {
                return;
            }
            left -= read;
        }
    }

    private static void send(HttpExchange exchange, Request request, Response response) throws IOException {
        var headers = exchange.getResponseHeaders();
        response.headers().forEach(headers::put);
        headers.putAll(Map.of("x-amzn-RequestId", List.of(request.id()), "x-amz-apigw-id", List.of(request.id())));
        var hasBody = response.length() > 0
                && !request.method().equals("HEAD")
                && response.status() != 204
                && response.status() != 304;
        // This server takes a length of 0 for "unknown", and -1 for none.
        exchange.sendResponseHeaders(response.status(), hasBody ? response.length() : -1);
        if (hasBody) {
            response.body().transferTo(exchange.getResponseBody());
        }
    }
}
