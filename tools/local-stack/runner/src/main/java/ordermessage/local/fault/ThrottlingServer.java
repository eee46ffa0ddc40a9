package ordermessage.local.fault;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import ordermessage.local.http.LoopbackServer;

/** Answers every write of an item as DynamoDB does when it throttles the table. */
final class ThrottlingServer implements AutoCloseable {
    private static final int BAD_REQUEST = 400;

    /** The error of a table that is billed by request, as that of the template is. */
    private static final byte[] ANSWER = """
            {"__type":"com.amazon.coral.availability#ThrottlingException",\
            "message":"Throughput exceeds the current capacity of your table or index. (The console has switched this on.)"}""".getBytes(StandardCharsets.UTF_8);

    private final Consumer<String> throttled;
    private final LoopbackServer server;

    /**
     * Starts the server on a free port.
     *
     * @param throttled receives the name of the table of each write
     */
    ThrottlingServer(Consumer<String> throttled) {
        this.throttled = throttled;
        server = LoopbackServer.start(0, this::answer);
    }

    /** Returns the address that clients call in place of the engine. */
    URI address() {
        return URI.create("http://" + server.authority());
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            throttled.accept(tableName(request));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.getResponseHeaders()
                    .set("x-amzn-RequestId", UUID.randomUUID().toString());
            exchange.sendResponseHeaders(BAD_REQUEST, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        }
    }

    private static String tableName(String request) {
        return JsonParser.parseString(request)
                .getAsJsonObject()
                .get("TableName")
                .getAsString();
    }
}
