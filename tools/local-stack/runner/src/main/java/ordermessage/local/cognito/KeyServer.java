package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import ordermessage.local.http.LoopbackServer;

/** Serves the public keys of user pools under the same path as Cognito: {@code /<pool id>/.well-known/jwks.json}. */
public final class KeyServer implements AutoCloseable {
    private static final String PATH = "/%s/.well-known/jwks.json";

    private final Map<String, JWKSet> keys;
    private final LoopbackServer server;

    private KeyServer(Map<String, JWKSet> keys) {
        this.keys = keys;
        this.server = LoopbackServer.start(0, this::serve);
    }

    /** Starts a server on a free port of the loopback address. */
    public static KeyServer start(UserPools pools) {
        return new KeyServer(pools.publicKeys());
    }

    /** Returns the URI of the public keys of a pool. */
    public URI keys(String poolId) {
        return URI.create("http://" + server.authority() + PATH.formatted(poolId));
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var pool = keys.keySet().stream()
                    .filter(id -> exchange.getRequestURI().getPath().equals(PATH.formatted(id)))
                    .findFirst();
            if (pool.isEmpty() || !exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var json = keys.get(pool.get()).toString(true).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }
}
