package ordermessage.local.runtime;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import ordermessage.local.http.LoopbackServer;

/**
 * Lambda's Runtime API for one sandbox: the process asks for the next event and posts the result. Each sandbox has its
 * own server on its own loopback port, because a request does not say which process sends it.
 */
final class RuntimeApi implements AutoCloseable {
    /** The path of the credentials of a function with SnapStart. On AWS they are on another loopback port. */
    static final String CREDENTIALS_PATH = "/2021-04-23/credentials";

    private static final String ROOT_PATH = "/2018-06-01/runtime";

    private static final Duration CREDENTIALS_VALIDITY = Duration.ofHours(6);

    private final String functionArn;
    private final LoopbackServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Invocation current = Invocation.NONE;

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        server = LoopbackServer.start(0, this::serve);
    }

    /** Returns the value of {@code AWS_LAMBDA_RUNTIME_API}: host and port. */
    String address() {
        return server.authority();
    }

    /** Completes when the process first asks for an event; fails with {@link InitFailedException} when its init fails. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Queues an event. The process gets it when it next asks for one. */
    void offer(Invocation invocation) {
        waiting.add(invocation);
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestURI().getPath().replaceFirst(ROOT_PATH, "");
            switch (exchange.getRequestMethod() + " " + call) {
                case "GET /invocation/next" -> next(exchange);
                case "GET " + CREDENTIALS_PATH -> credentials(exchange);
                case "GET /restore/next" -> respond(exchange, 200, "");
                case "POST /init/error", "POST /restore/error" -> initError(exchange);
                case String post when post.endsWith("/response") && isCurrent(call) -> response(exchange);
                case String post when post.endsWith("/error") && isCurrent(call) -> error(exchange);
                default ->
                    respond(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"" + call + "\"}");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCurrent(String call) {
        return call.startsWith("/invocation/" + current.requestId() + "/");
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.complete(null);
        var invocation = waiting.take();
        current = invocation;
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(invocation.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", functionArn);
        headers.set("Lambda-Runtime-Trace-Id", invocation.traceId());
        invocation.starts();
        respond(exchange, 200, invocation.event());
    }

    private static void credentials(HttpExchange exchange) throws IOException {
        var expiration = Instant.now().plus(CREDENTIALS_VALIDITY);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        respond(exchange, 200, """
                {"AccessKeyId":"local","SecretAccessKey":"local","Token":"local","Expiration":"%s"}""".formatted(expiration));
    }

    private void response(HttpExchange exchange) throws IOException {
        current.ends();
        var payload = exchange.getRequestBody().readNBytes(LambdaFunction.MAX_PAYLOAD_BYTES + 1);
        if (payload.length <= LambdaFunction.MAX_PAYLOAD_BYTES) {
            // The caller goes on at once. The process asks for the next event only after the response to it.
            current.outcome().complete(new Outcome.Returned(new String(payload, StandardCharsets.UTF_8)));
            respond(exchange, 202, "{\"status\":\"OK\"}");
        } else {
            // Read to the end: otherwise the process gets a broken connection instead of the response.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            respond(
                    exchange,
                    413,
                    "{\"errorType\":\"RequestEntityTooLarge\",\"errorMessage\":\"The result has more than 6 MB\"}");
            current.outcome()
                    .complete(Outcome.Failed.of(
                            "Function.ResponseSizeTooLarge",
                            "Response payload size exceeded maximum allowed payload size (%d bytes)."
                                    .formatted(LambdaFunction.MAX_PAYLOAD_BYTES)));
        }
    }

    private void error(HttpExchange exchange) throws IOException {
        current.ends();
        var failed = failure(exchange);
        respond(exchange, 202, "{\"status\":\"OK\"}");
        current.outcome().complete(failed);
    }

    private void initError(HttpExchange exchange) throws IOException {
        var failed = failure(exchange);
        respond(exchange, 202, "{\"status\":\"OK\"}");
        ready.completeExceptionally(new InitFailedException(failed));
    }

    private static Outcome.Failed failure(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        var payload = exchange.getRequestBody().readNBytes(LambdaFunction.MAX_PAYLOAD_BYTES);
        return new Outcome.Failed(type == null ? "Unhandled" : type, new String(payload, StandardCharsets.UTF_8));
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        respond(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        // For this server, a length of 0 means "unknown" and -1 means "no body".
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
