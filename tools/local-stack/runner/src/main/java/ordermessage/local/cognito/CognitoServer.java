package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.http.ResponseWriteTimeout;

/**
 * Serves what Cognito serves for a stack's user pools, on the loopback address:
 *
 * <ul>
 *   <li>{@code POST /oauth2/token}: the token endpoint;
 *   <li>{@code GET /<pool id>/.well-known/jwks.json}: the public keys of a pool;
 *   <li>{@code POST /}: the part of Cognito's API that manages app clients and resource servers.
 * </ul>
 */
public final class CognitoServer implements AutoCloseable {
    private static final String KEYS_PATH = "/%s/.well-known/jwks.json";
    private static final String TOKEN_PATH = "/oauth2/token";
    private static final String API_PATH = "/";
    private static final int MAX_TOKEN_REQUEST = 8 * 1024;
    private static final int MAX_API_REQUEST = 256 * 1024;

    private final Map<String, Handler> handlers = new HashMap<>();
    private final Consumer<String> log;
    private final LoopbackServer server;

    /**
     * Answers the requests for a path.
     *
     * @param method the only method of the path
     */
    private record Handler(String method, Answer answer) {}

    private interface Answer {
        HttpAnswer to(HttpExchange exchange) throws IOException;
    }

    private CognitoServer(int port, UserPools pools, Consumer<String> log) {
        this.log = log;
        var registries = pools.registries();
        handlers.put(TOKEN_PATH, tokens(new TokenEndpoint(registries.values(), pools.issuers())));
        handlers.put(API_PATH, api(new CognitoApi(registries)));
        pools.publicKeys().forEach((pool, keys) -> handlers.put(KEYS_PATH.formatted(pool), keys(keys)));
        server = LoopbackServer.start(port, this::serve);
    }

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0 for any free port
     * @param log receives a line for each request that cannot be answered because of an unexpected exception
     * @throws IllegalStateException when a file of app clients is not readable
     */
    public static CognitoServer start(int port, UserPools pools, Consumer<String> log) {
        return new CognitoServer(port, pools, log);
    }

    /** Returns the URI of the token endpoint. */
    public URI tokenEndpoint() {
        return endpoint().resolve(TOKEN_PATH);
    }

    /** Returns the URI of the public keys of a pool. */
    public URI keys(String poolId) {
        return endpoint().resolve(KEYS_PATH.formatted(poolId));
    }

    /** Returns the URI of Cognito's API, for an AWS SDK. */
    public URI endpoint() {
        return URI.create("http://" + server.authority());
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private HttpAnswer answer(HttpExchange exchange) {
        try {
            var answer = handled(exchange);
            LoopbackServer.discard(exchange.getRequestBody());
            return answer;
        } catch (IOException e) { // The body is not valid HTTP, or the client has gone.
            LoopbackServer.closeAfterResponse(exchange);
            return new HttpAnswer(400, Map.of(), "");
        } catch (RuntimeException | Error e) { // All of them: the client still gets an answer.
            var reason = e.toString().lines().findFirst().orElseThrow();
            log.accept("%s %s: %s"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            reason));
            var error = new JsonObject();
            error.addProperty("__type", "InternalErrorException");
            error.addProperty("message", "The local user pool failed. Its log has the reason.");
            return HttpAnswer.of(500, "application/json", error);
        }
    }

    private HttpAnswer handled(HttpExchange exchange) throws IOException {
        var handler = handlers.get(exchange.getRequestURI().getPath());
        if (handler == null) {
            return new HttpAnswer(404, Map.of(), "");
        }
        return handler.method().equals(exchange.getRequestMethod())
                ? handler.answer().to(exchange)
                : new HttpAnswer(405, Map.of("Allow", handler.method()), "");
    }

    private static Handler tokens(TokenEndpoint tokens) {
        return new Handler(
                "POST",
                exchange -> body(exchange, MAX_TOKEN_REQUEST)
                        .map(body -> tokens.answer(
                                exchange.getRequestHeaders().getFirst("Authorization"),
                                header(exchange, "Content-Type"),
                                body))
                        .orElseGet(CognitoServer::tooLarge));
    }

    private static Handler api(CognitoApi api) {
        return new Handler(
                "POST",
                exchange -> body(exchange, MAX_API_REQUEST)
                        .map(body ->
                                api.answer(header(exchange, "X-Amz-Target"), header(exchange, "Content-Type"), body))
                        .orElseGet(CognitoServer::tooLarge));
    }

    private static Handler keys(JWKSet keys) {
        var answer = new HttpAnswer(200, Map.of("Content-Type", "application/json"), keys.toString(true));
        return new Handler("GET", exchange -> answer);
    }

    private static HttpAnswer tooLarge() {
        return new HttpAnswer(413, Map.of(), "");
    }

    private static Optional<String> body(HttpExchange exchange, int limit) throws IOException {
        var bytes = exchange.getRequestBody().readNBytes(limit + 1);
        return bytes.length > limit ? Optional.empty() : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    private static void send(HttpExchange exchange, HttpAnswer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        ResponseWriteTimeout.write(ResponseWriteTimeout.DEFAULT, () -> {
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }
}
