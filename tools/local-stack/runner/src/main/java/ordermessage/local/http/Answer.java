package ordermessage.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A response to a browser, with the headers that all responses of the runner's pages have. */
public final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;

    /**
     * Creates a response.
     *
     * @param type the value of the header {@code Content-Type}
     */
    public Answer(int status, String type, byte[] body) {
        this.status = status;
        this.type = type;
        this.body = body.clone();
    }

    /** Creates a response with a text in UTF-8. */
    public Answer(int status, String type, String body) {
        this(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response with a text. */
    public static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text);
    }

    /**
     * Sends the response.
     *
     * @param contentSecurityPolicy says what the page may load
     */
    public void send(HttpExchange exchange, String contentSecurityPolicy) throws IOException {
        setHeaders(exchange, type, contentSecurityPolicy);
        ResponseWriteTimeout.write(ResponseWriteTimeout.DEFAULT, () -> {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        });
    }

    /** Sets the headers of a response whose body the caller writes itself. */
    public static void setHeaders(HttpExchange exchange, String type, String contentSecurityPolicy) {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
    }
}
