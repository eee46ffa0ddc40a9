package ordermessage.local.console;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import ordermessage.local.http.Answer;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.http.SameOrigin;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Serves the console on a port of the loopback address:
 *
 * <ul>
 *   <li>{@code GET /}: the page, and beside it the files that it loads;
 *   <li>{@code GET /events}: snapshots of the stack as server-sent events;
 *   <li>{@code GET /messages/<key>}: what is known of one message;
 *   <li>{@code GET /dead-letters}: the messages in the dead-letter queue;
 *   <li>{@code POST /actions/<name>}: what a button does. The request must have the token of the page.
 * </ul>
 *
 * <p>Web pages of other origins get nothing: see {@link SameOrigin}.
 */
public final class ConsoleServer implements AutoCloseable {
    /** The header with the token of the page. A page of another origin cannot send it without asking the server. */
    static final String TOKEN_HEADER = "X-Console-Token";

    private static final int MAX_PAGES = 8;
    private static final int MAX_BODY_BYTES = 10_000;
    private static final long INTERVAL_MILLISECONDS = 500;

    /** While many messages change, a page gets half as many snapshots, so that it does not slow them down. */
    private static final long BUSY_INTERVAL_MILLISECONDS = 1000;

    private static final int MANY_MESSAGES = 20;

    private final String token = newToken();
    private final ApiCaller api;
    private final Traffic traffic;
    private final Actions actions;
    private final Snapshots snapshots;
    private final MessageDetail details;
    private final ConsolePage page;
    private final Semaphore pages = new Semaphore(MAX_PAGES);
    private final LoopbackServer server;

    private ConsoleServer(int port, LiveStack live, Activity activity) {
        api = new ApiCaller(live);
        traffic = new Traffic(api, new SampleOrder(live.project()));
        actions = new Actions(live, traffic);
        snapshots = new Snapshots(live, activity, traffic);
        details = new MessageDetail(live, activity.messages());
        page = new ConsolePage(token, live.reference().toString());
        server = LoopbackServer.start(port, this::serve);
    }

    /**
     * Starts the server.
     *
     * @param port the port to listen on; 0 for any free port
     * @param live the stack
     * @param activity what the stack has reported since its start
     */
    public static ConsoleServer start(int port, LiveStack live, Activity activity) {
        return new ConsoleServer(port, live, activity);
    }

    /** Returns the URI of the page. */
    public URI uri() {
        return URI.create("http://" + server.authority() + "/");
    }

    @Override
    public void close() {
        server.close();
        traffic.close();
        api.close();
    }

    private static String newToken() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getRawPath();
            var refusal = SameOrigin.refusal(exchange);
            if (refusal.isPresent()) {
                send(exchange, Answer.text(403, refusal.get()));
            } else if (exchange.getRequestMethod().equals("GET") && path.equals("/events")) {
                stream(exchange);
            } else {
                send(exchange, answer(exchange, path));
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.send(exchange, ConsolePage.CONTENT_SECURITY_POLICY);
    }

    private Answer answer(HttpExchange exchange, String path) throws IOException {
        try {
            return switch (exchange.getRequestMethod()) {
                case "GET" -> get(path);
                case "POST" -> post(exchange, path);
                default -> Answer.text(405, "Only GET and POST are possible here.");
            };
        } catch (ActionFailedException e) {
            return json(409, text(e.getMessage()));
        } catch (SdkException e) {
            return json(503, text("The engine does not answer."));
        }
    }

    private Answer get(String path) {
        if (path.startsWith("/messages/")) {
            var key = URLDecoder.decode(path.substring("/messages/".length()), StandardCharsets.UTF_8);
            return details.of(key)
                    .map(detail -> json(200, detail))
                    .orElseGet(() -> json(404, text("This message is not known any more.")));
        }
        if (path.equals("/dead-letters")) {
            var json = new JsonObject();
            actions.deadLetters().ifPresent(letters -> json.add("letters", letters.json()));
            return json(200, json);
        }
        return page.file(path).orElseGet(() -> Answer.text(404, "The console is at /"));
    }

    private Answer post(HttpExchange exchange, String path) throws IOException {
        if (!path.startsWith("/actions/")) {
            return Answer.text(405, "Only GET is possible here.");
        }
        if (!isToken(exchange.getRequestHeaders().getFirst(TOKEN_HEADER))) {
            return json(403, text("The page is of an earlier start of the stack. Load it again."));
        }
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES);
        return actions.run(path.substring("/actions/".length()), arguments(body))
                .map(done -> json(200, text(done)))
                .orElseGet(() -> json(404, text("There is no such action.")));
    }

    private boolean isToken(String given) {
        return given != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject arguments(byte[] body) {
        try {
            return JsonParser.parseString(new String(body, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (RuntimeException e) { // All of them: a client may send anything.
            throw new ActionFailedException("The body is not a JSON object.", e);
        }
    }

    private static JsonObject text(String text) {
        var json = new JsonObject();
        json.addProperty("text", text);
        return json;
    }

    private static Answer json(int status, JsonObject json) {
        return new Answer(status, "application/json", json.toString());
    }

    private void stream(HttpExchange exchange) throws IOException {
        if (!pages.tryAcquire()) {
            send(exchange, Answer.text(503, "Too many pages are open."));
            return;
        }
        try {
            Answer.setHeaders(exchange, "text/event-stream", ConsolePage.CONTENT_SECURITY_POLICY);
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            for (var change = 0L; ; ) {
                var snapshot = snapshots.after(change);
                body.write(("data: " + snapshot.json() + "\n\n").getBytes(StandardCharsets.UTF_8));
                body.flush();
                change = snapshot.change();
                Thread.sleep(snapshot.changed() > MANY_MESSAGES ? BUSY_INTERVAL_MILLISECONDS : INTERVAL_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pages.release();
        }
    }
}
