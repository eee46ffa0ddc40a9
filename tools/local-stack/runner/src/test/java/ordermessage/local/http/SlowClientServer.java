package ordermessage.local.http;

import java.nio.charset.StandardCharsets;

/** The main class of the process in which {@link SlowClientTest} starts a server, with shorter times. */
public final class SlowClientServer {
    private SlowClientServer() {}

    /** Answers each request with its body, and prints the port. */
    public static void main(String[] arguments) {
        var server = LoopbackServer.start(0, exchange -> {
            try (exchange) {
                var body = exchange.getRequestBody().readAllBytes();
                Answer.text(200, new String(body, StandardCharsets.UTF_8)).send(exchange, "default-src 'none'");
            }
        });
        System.out.println(server.authority().split(":", -1)[1]);
    }
}
