package ordermessage.local.gateway;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.http.ResponseWriteTimeout;
import ordermessage.local.memory.MemoryBudget;

/** Serves a REST API over HTTP, on a port of the loopback address. */
public final class Gateway implements AutoCloseable {
    private static final Pattern WORD = Pattern.compile("(^|-)([a-z])");

    /** A body exists as bytes, as Base64, and in the event, which exists as text and as bytes. */
    private static final int MEMORY_PER_REQUEST_BYTE = 8;

    /** A response exists as the text that the function returned and as bytes. */
    private static final int MEMORY_PER_RESPONSE_BYTE = 3;

    private final RestApi api;
    private final MemoryBudget memory;
    private final RequestListener listener;
    private final Consumer<String> log;
    private final Duration responseTimeout;
    private final LoopbackServer server;

    private Gateway(
            RestApi api,
            int port,
            MemoryBudget memory,
            Duration responseTimeout,
            RequestListener listener,
            Consumer<String> log) {
        this.api = api;
        this.memory = memory;
        this.responseTimeout = responseTimeout;
        this.listener = listener;
        this.log = log;
        this.server = LoopbackServer.start(port, this::serve);
    }

    /**
     * Starts a gateway.
     *
     * @param port the port to listen on; 0 for any free port
     * @param memory limits the memory that all requests use together
     * @param listener learns of each request that was answered
     * @param log receives a line for each request that the gateway cannot handle
     */
    public static Gateway start(
            RestApi api, int port, MemoryBudget memory, RequestListener listener, Consumer<String> log) {
        return start(api, port, memory, ResponseWriteTimeout.DEFAULT, listener, log);
    }

    /** Starts a gateway with another time in which a client may take its response. */
    static Gateway start(
            RestApi api,
            int port,
            MemoryBudget memory,
            Duration responseTimeout,
            RequestListener listener,
            Consumer<String> log) {
        return new Gateway(api, port, memory, responseTimeout, listener, log);
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
        var start = System.nanoTime();
        try (exchange;
                var share = memory.share()) {
            var handled = new HandledRequest(request(exchange));
            var response = handle(handled, exchange, share);
            handled.answered(response, Duration.ofNanos(System.nanoTime() - start));
            listener.answered(handled);
            ResponseWriteTimeout.write(responseTimeout, () -> send(exchange, handled.request(), response));
        }
    }

    private Response handle(HandledRequest handled, HttpExchange exchange, MemoryBudget.Share share) {
        try {
            var body = exchange.getRequestBody();
            var response = respond(handled, body, share);
            LoopbackServer.discard(body);
            return response;
        } catch (IOException e) { // The body is not valid HTTP, or the client has gone.
            LoopbackServer.closeAfterResponse(exchange);
            return api.error(GatewayError.BAD_REQUEST, handled);
        }
    }

    private Response respond(HandledRequest handled, InputStream body, MemoryBudget.Share share) throws IOException {
        var request = handled.request();
        try {
            var response = handle(handled, share.of(body, request.contentLength(), MEMORY_PER_REQUEST_BYTE));
            share.growTo((long) response.length() * MEMORY_PER_RESPONSE_BYTE);
            return response;
        } catch (MemoryBudget.ExhaustedException e) {
            log.accept("%s %s: not enough memory; answered 429 Too Many Requests"
                    .formatted(request.method(), request.target().getRawPath()));
            return api.error(GatewayError.TOO_MANY_REQUESTS, handled);
        }
    }

    private Response handle(HandledRequest handled, InputStream body) throws IOException {
        try {
            return api.handle(handled, body);
        } catch (RuntimeException e) { // A bug in the gateway: the client still gets a response.
            var request = handled.request();
            log.accept("%s %s: %s".formatted(request.method(), request.target(), e));
            return api.error(GatewayError.BAD_GATEWAY, handled);
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
            // Closing the exchange would first read the rest of the request, and discard the response if that fails.
            try (var out = exchange.getResponseBody()) {
                response.body().transferTo(out);
            }
        }
    }
}
