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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;
import ordermessage.local.provision.EngineClients;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The stack of {@code make run}: the runner in a process of its own, with the JVM options that the system property
 * {@code runner.options} has, free ports and a
 * data folder of its own. Its console tells the state, and switches the consumer.
 */
final class RunningStack implements AutoCloseable {
    private static final Path RUNNER = Path.of("tools", "local-stack", "runner");
    private static final Pattern API = Pattern.compile("Ready (\\S+)");
    private static final Pattern CONSOLE = Pattern.compile("Watch it in a browser: (\\S+)");
    private static final Pattern PAGE_TOKEN = Pattern.compile("console-token\" content=\"(\\w+)\"");
    private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");
    private static final String EVENT = "data: ";

    private final Path project;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<URI> api = new CompletableFuture<>();
    private final CompletableFuture<URI> console = new CompletableFuture<>();
    private final ChildProcess runner;
    private final EngineClients clients;
    private final String queueUrl;

    /** Starts the stack, and returns when it is ready. */
    RunningStack(Path project, Path data) {
        this.project = project;
        environment = new HashMap<>(Map.of("LOCAL_DIR", data.toString()));
        for (var port : List.of("PORT", "SQS_PORT", "DYNAMODB_PORT", "S3_PORT", "COGNITO_PORT", "DOCS_PORT")) {
            environment.put(port, "0");
        }
        environment.put("CONSOLE_PORT", "0");
        runner = start("ordermessage.local.Main", this::read);
        var _ = runner.exit().thenRun(() -> {
            var ended = new IllegalStateException("The local stack did not start: see " + data.resolve("logs"));
            api.completeExceptionally(ended);
            console.completeExceptionally(ended);
        });
        console.join();
        var variables = variables(data.resolve("env"));
        clients = new EngineClients(
                URI.create(variables.get("AWS_ENDPOINT_URL_SQS")),
                URI.create(variables.get("AWS_ENDPOINT_URL_DYNAMODB")),
                URI.create(variables.get("AWS_ENDPOINT_URL_S3")));
        queueUrl = variables.get("QUEUE_URL");
    }

    /** Returns the URI of the API with its stage. */
    URI api() {
        return api.join();
    }

    /** Makes a token of a company, as {@code make token} does. */
    String token(String companyId) {
        environment.put("COMPANY_ID", companyId);
        var lines = new ConcurrentLinkedQueue<String>();
        try (var token = start("ordermessage.local.TokenMain", lines::add)) {
            token.exit().join();
        }
        return lines.remove();
    }

    /** Returns the state that the console shows. */
    JsonObject state() {
        var events = send(HttpRequest.newBuilder(console.join().resolve("/events")), BodyHandlers.ofLines());
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

    /** Returns the number of messages in the queue, waiting or in flight. */
    int backlog() {
        var attributes = clients.sqs()
                .getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
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
        var page = send(HttpRequest.newBuilder(console.join()), BodyHandlers.ofString())
                .body();
        var token = PAGE_TOKEN.matcher(page).results().findFirst().orElseThrow().group(1);
        var request = HttpRequest.newBuilder(console.join().resolve("/actions/" + action))
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

    private ChildProcess start(String mainClass, Consumer<String> output) {
        return ChildProcess.start(
                new Command.Jvm(
                        "local stack",
                        ClassPath.ofModule(project.resolve(RUNNER)).entries(),
                        List.of(System.getProperty("runner.options").split(" ", -1)),
                        mainClass,
                        List.of(),
                        environment,
                        project),
                output);
    }

    /** Reads the file that the stack writes for a shell. */
    private static Map<String, String> variables(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.map(VARIABLE::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        API.matcher(line).results().findFirst().ifPresent(found -> api.complete(URI.create(found.group(1))));
        CONSOLE.matcher(line).results().findFirst().ifPresent(found -> console.complete(URI.create(found.group(1))));
    }
}
