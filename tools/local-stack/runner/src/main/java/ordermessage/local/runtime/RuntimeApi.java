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
 * Lambda's Runtime API, for one sandbox: its process asks for the next event and posts what it made of it. It listens
 * on a loopback port of its own, because the API has no way to tell one process from another.
 */
final class RuntimeApi implements AutoCloseable {
    /** Where a function with SnapStart gets its credentials; on AWS that is another port of its loopback address. */
    static final String CREDENTIALS = "/2021-04-23/credentials";

    private static final String ROOT = "/2018-06-01/runtime";

    private static final Duration CREDENTIALS_LAST = Duration.ofHours(6);

    private final String functionArn;
    private final LoopbackServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Invocation current = Invocation.NONE;

    RuntimeApi(String functionArn) {
        this.functionArn = functionArn;
        server = LoopbackServer.start(0, this::serve);
    }

    /** Host and port, for {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return server.authority();
    }

    /** Completes when the process first asks for an event; fails with {@link InitFailure} when its init failed. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    /** Gives the process an event, at once or when it asks. */
    void offer(Invocation invocation) {
        waiting.add(invocation);
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var call = exchange.getRequestURI().getPath().replaceFirst(ROOT, "");
            switch (exchange.getRequestMethod() + " " + call) {
                case "GET /invocation/next" -> next(exchange);
                case "GET " + CREDENTIALS -> credentials(exchange);
                case "GET /restore/next" -> answer(exchange, 200, "");
                case "POST /init/error", "POST /restore/error" -> initError(exchange);
                case String post when post.endsWith("/response") && isCurrent(call) -> response(exchange);
                case String post when post.endsWith("/error") && isCurrent(call) -> error(exchange);
                default ->
                    answer(exchange, 400, "{\"errorType\":\"InvalidRequestID\",\"errorMessage\":\"" + call + "\"}");
            }
        } catch (InterruptedException closed) {
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
        answer(exchange, 200, invocation.event());
    }

    private static void credentials(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer(exchange, 200, """
                {"AccessKeyId":"local","SecretAccessKey":"local","Token":"local","Expiration":"%s"}""".formatted(Instant.now().plus(CREDENTIALS_LAST)));
    }

    private void response(HttpExchange exchange) throws IOException {
        var payload = exchange.getRequestBody().readNBytes(LambdaFunction.LARGEST_PAYLOAD + 1);
        if (payload.length <= LambdaFunction.LARGEST_PAYLOAD) {
            answer(exchange, 202, "{\"status\":\"OK\"}");
            current.outcome().complete(new Outcome.Returned(new String(payload, StandardCharsets.UTF_8)));
        } else {
            // Read to its end, so that the process gets the answer and not a broken connection.
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            answer(exchange, 413, "{\"errorType\":\"RequestEntityTooLarge\",\"errorMessage\":\"Over 6 MB\"}");
            current.outcome()
                    .complete(Outcome.Failed.of(
                            "Function.ResponseSizeTooLarge",
                            "Response payload size exceeded maximum allowed payload size (%d bytes)."
                                    .formatted(LambdaFunction.LARGEST_PAYLOAD)));
        }
    }

    private void error(HttpExchange exchange) throws IOException {
        var failed = failure(exchange);
        answer(exchange, 202, "{\"status\":\"OK\"}");
        current.outcome().complete(failed);
    }

    private void initError(HttpExchange exchange) throws IOException {
        var failed = failure(exchange);
        answer(exchange, 202, "{\"status\":\"OK\"}");
        ready.completeExceptionally(new InitFailure(failed));
    }

    private static Outcome.Failed failure(HttpExchange exchange) throws IOException {
        var type = exchange.getRequestHeaders().getFirst("Lambda-Runtime-Function-Error-Type");
        var payload = exchange.getRequestBody().readNBytes(LambdaFunction.LARGEST_PAYLOAD);
        return new Outcome.Failed(type == null ? "Unhandled" : type, new String(payload, StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        answer(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        // This server takes a length of 0 for "unknown", and -1 for 0.
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
