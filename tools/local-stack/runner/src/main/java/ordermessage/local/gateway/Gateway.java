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
     * The maximum number of bytes of an unread body that are read and discarded. Many clients read the response only
     * after they have sent the whole body. If the connection is closed before that, they report a network error.
     */
    private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

    private static final Pattern WORD = Pattern.compile("(^|-)([a-z])");

    /** A body exists as bytes, as Base64, and in the event, which exists as text and as bytes. */
    private static final int MEMORY_PER_REQUEST_BYTE = 8;

    /** A response exists as the text that the function returned and as bytes. */
    private static final int MEMORY_PER_RESPONSE_BYTE = 3;

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
     * Starts a gateway.
     *
     * @param port the port to listen on; 0 for any free port
     * @param memory limits the memory that all requests use together
     * @param log receives a line for each request that the gateway cannot handle
     */
    public static Gateway start(RestApi api, int port, MemoryBudget memory, Consumer<String> log) {
        return new Gateway(api, port, memory, log);
    }

    /** Returns the URI of the API's stage. */
    public URI uri() {
        return URI.create("http://" + server.authority() + api.root());
    }

    /** Stops the gateway. Does not wait for requests in progress. */
    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange;
                var share = memory.share()) {
            var request = request(exchange);
            var response = handle(request, exchange.getRequestBody(), share);
            discard(exchange.getRequestBody());
            send(exchange, request, response);
        }
    }

    private Response handle(Request request, InputStream body, MemoryBudget.Share share) throws IOException {
        try {
            var response = handle(request, share.of(body, request.contentLength(), MEMORY_PER_REQUEST_BYTE));
            share.growTo((long) response.length() * MEMORY_PER_RESPONSE_BYTE);
            return response;
        } catch (MemoryBudget.Exhausted e) {
            log.accept("%s %s: not enough memory; answered 429 Too Many Requests"
                    .formatted(request.method(), request.target().getRawPath()));
            return GatewayError.TOO_MANY_REQUESTS.response();
        }
    }

    private Response handle(Request request, InputStream body) throws IOException {
        try {
            return api.handle(request, body);
        } catch (RuntimeException e) { // A bug in the gateway: the client still gets a response.
            log.accept("%s %s: %s".formatted(request.method(), request.target(), e));
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

    /** Restores the capital letters of a header name: the server has changed X-Api-Key to X-api-key. */
    private static String capitalised(String header) {
        return WORD.matcher(header).replaceAll(word -> word.group().toUpperCase(Locale.ROOT));
    }

    private static void discard(InputStream body) throws IOException {
        var buffer = new byte[64 * 1024];
        for (var remaining = MAX_DISCARDED_BYTES; remaining > 0; ) {
            var read = body.read(buffer);
            if (read < 0) {
                return;
            }
            remaining -= read;
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
        // For this server, a length of 0 means "unknown" and -1 means "no body".
        exchange.sendResponseHeaders(response.status(), hasBody ? response.length() : -1);
        if (hasBody) {
            response.body().transferTo(exchange.getResponseBody());
        }
    }
}
