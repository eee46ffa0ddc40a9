package ordermessage.smoke;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A token endpoint and an API that stores one message at once, or that answers wrongly. */
final class FakeApi implements AutoCloseable {
    static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    static final String CLIENT_SECRET = "top-secret";
    static final String TOKEN = "eyJ."
            + Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            ("{\"scope\":\"messages/write messages/read company/" + COMPANY + "\"}").getBytes(UTF_8))
            + ".signature";

    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile String token = TOKEN;
    private volatile String posted = "";
    private volatile String replaced = "";
    private volatile String replacement = "";
    private volatile int refusal;
    private volatile boolean isStalling;
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI api() {
        return address("/prod");
    }

    URI tokenUrl() {
        return address("/oauth2/token");
    }

    /** Returns the requests, each as method and path. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    /** Lets the token endpoint give another token. */
    void giveToken(String other) {
        token = other;
    }

    /** Lets the API answer a GET of the message with a changed message. */
    void change(String part, String other) {
        replaced = part;
        replacement = other;
    }

    /** Lets the API refuse every POST. */
    void refuse(int status) {
        refusal = status;
    }

    /** Lets every answer stop in the middle of its body. */
    void stallInTheBody() {
        isStalling = true;
    }

    @Override
    public void close() {
        closed.complete(null);
        server.stop(0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (path.equals("/oauth2/token")) {
            token(exchange);
        } else if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            problem(exchange, 401, "The request has no valid token");
        } else if (path.equals("/prod/post-message")) {
            post(exchange, body);
        } else if (path.startsWith("/prod/message/")) {
            send(exchange, 200, "application/json", stored());
        } else {
            var id = posted.replaceAll("(?s).*\"message_id\":\"([^\"]*)\".*", "$1");
            send(
                    exchange,
                    200,
                    "application/json",
                    "{\"messages\":[{\"message_id\":\"%s\"}],\"cursor\":\"c\",\"next\":null}".formatted(id));
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        var wanted = "Basic " + Base64.getEncoder().encodeToString(("client:" + CLIENT_SECRET).getBytes(UTF_8));
        if (wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 200, "application/json", "{\"access_token\":\"" + token + "\"}");
        } else {
            send(exchange, 401, "application/json", "{\"error\":\"invalid_client\"}");
        }
    }

    private void post(HttpExchange exchange, String body) throws IOException {
        if (refusal != 0) {
            problem(exchange, refusal, "The service cannot do this now\u001b[2J");
            return;
        }
        var status = posted.equals(body) ? 200 : 202;
        posted = body;
        send(exchange, status, "application/json", "{}");
    }

    private String stored() {
        return posted.replace(replaced, replacement)
                .replace("\"company_id\"", "\"message_s3_key\":\"key\",\"company_id\"");
    }

    private void problem(HttpExchange exchange, int status, String title) throws IOException {
        send(
                exchange,
                status,
                "application/problem+json",
                "{\"title\":\"%s\",\"detail\":\"a detail\"}".formatted(title.replace("\u001b", "\\u001b")));
    }

    private void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            if (isStalling) {
                out.write(bytes, 0, bytes.length / 2);
                out.flush();
                closed.join();
            } else {
                out.write(bytes);
            }
        }
    }
}
