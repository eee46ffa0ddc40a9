package ordermessage.bench.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.bench.stack.RunnerProcess;
import ordermessage.harness.Backlog;
import ordermessage.local.provision.EngineClients;

/** The stack of {@code make run}, with a data folder of its own. Its console tells the state, and switches the consumer. */
final class RunningStack implements AutoCloseable {
    private static final Pattern PAGE_TOKEN = Pattern.compile("console-token\" content=\"(\\w+)\"");
    private static final String EVENT = "data: ";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunnerProcess runner;
    private final EngineClients clients;
    private final Backlog backlog;

    /** Starts the stack, and returns when it is ready. */
    RunningStack(Path project, Path data) {
        runner = new RunnerProcess(project, data);
        var variables = runner.variables();
        clients = new EngineClients(
                URI.create(variables.get("AWS_ENDPOINT_URL_SQS")),
                URI.create(variables.get("AWS_ENDPOINT_URL_DYNAMODB")),
                URI.create(variables.get("AWS_ENDPOINT_URL_S3")));
        backlog = new Backlog(clients.sqs(), variables.get("QUEUE_URL"), POLL_INTERVAL);
    }

    /** Returns the URI of the API with its stage. */
    URI api() {
        return runner.api();
    }

    /** Makes a token of a company, as {@code make token} does. */
    String token(String companyId) {
        return runner.token(companyId);
    }

    /** Returns the state that the console shows. */
    JsonObject state() {
        var events = send(HttpRequest.newBuilder(runner.console().resolve("/events")), BodyHandlers.ofLines());
        try (Stream<String> lines = events.body()) {
            return lines.filter(line -> line.startsWith(EVENT))
                    .map(line -> JsonParser.parseString(line.substring(EVENT.length()))
                            .getAsJsonObject())
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Returns the p50 of the latest 500 invocations of a function in milliseconds, as the console shows it. */
    double p50(String function) {
        for (var station : state().getAsJsonArray("functions")) {
            if (station.getAsJsonObject().get("id").getAsString().equals(function)) {
                return station.getAsJsonObject().get("p50").getAsDouble();
            }
        }
        throw new IllegalArgumentException("The console does not show " + function);
    }

    /** Returns the messages in the queue, waiting or in flight. */
    Backlog backlog() {
        return backlog;
    }

    /** Pauses the consumer of the queue. Returns when all messages that it had received were handled. */
    void pauseConsumer() {
        act("consumer-off");
    }

    void resumeConsumer() {
        act("consumer-on");
    }

    @Override
    public void close() {
        http.shutdownNow();
        clients.close();
        runner.close();
    }

    private void act(String action) {
        var page = send(HttpRequest.newBuilder(runner.console()), BodyHandlers.ofString())
                .body();
        var token = PAGE_TOKEN.matcher(page).results().findFirst().orElseThrow().group(1);
        var request = HttpRequest.newBuilder(runner.console().resolve("/actions/" + action))
                .header("X-Console-Token", token)
                .POST(BodyPublishers.ofString("{}"));
        var status = send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("The console answered %d to %s".formatted(status, action));
        }
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return http.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException((IOException) new InterruptedIOException("Interrupted").initCause(e));
        }
    }
}
