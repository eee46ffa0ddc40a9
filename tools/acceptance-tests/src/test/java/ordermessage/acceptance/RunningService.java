package ordermessage.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.engine.Engines;
import ordermessage.local.template.Resource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The whole service on this machine, with the words that tests have for it: real engines, real functions, real HTTP. It
 * is started once for all test classes and ends with them.
 */
public final class RunningService implements AutoCloseable {
    /** Short, so that a message which failed comes back while a test waits for it. */
    private static final String VISIBILITY_SECONDS = "3";

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Path data;
    private final LocalService local;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ApiClient company;

    private RunningService(Map<String, String> parameters) {
        try {
            data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "local");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        local = LocalService.start(options(parameters));
        company = as(Sample.COMPANY);
        local.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(local.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS)));
    }

    /** Gives the one service to every test that has it as a parameter. */
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == RunningService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(RunningService.class, type -> start(Map.of()), RunningService.class);
        }
    }

    /** One of a test's own, with these values for parameters of the template. */
    static RunningService start(Map<String, String> parameters) {
        return new RunningService(parameters);
    }

    private Options options(Map<String, String> parameters) {
        return Options.builder(PROJECT, data)
                .parameters(parameters)
                .output(shown::add)
                .build();
    }

    /** A user of a company. */
    public ApiClient as(String companyId) {
        return withToken(local.token(companyId));
    }

    public ApiClient withToken(String token) {
        return new ApiClient(http, local.api(), Optional.of("Bearer " + token));
    }

    public ApiClient withoutToken() {
        return new ApiClient(http, local.api(), Optional.empty());
    }

    /** Everything that the runner has shown, and everything that it and its processes have written to their logs. */
    public String logs() {
        try (var files = Files.list(data.resolve("logs"))) {
            return files.map(RunningService::read).collect(Collectors.joining()) + String.join("\n", shown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the keys of the user pools lie. */
    Path keys() {
        return data.resolve("cognito");
    }

    /** As {@link Sample#COMPANY}, here and below. */
    public HttpResponse<String> post(String body) {
        return company.post(body);
    }

    public HttpResponse<String> post(byte[] body, String contentType) {
        return company.post(body, contentType);
    }

    public HttpResponse<String> get(String messageId) {
        return company.get(messageId);
    }

    /** Any request below the stage. */
    public HttpResponse<String> request(String method, String path) {
        return company.request(method, path);
    }

    /** Asks until the message is there. */
    public String awaitMessage(String messageId) {
        return company.awaitMessage(messageId);
    }

    /** The object in the bucket, byte for byte. */
    public Optional<byte[]> archived(String key) {
        try {
            return Optional.of(local.clients()
                    .s3()
                    .getObjectAsBytes(request -> request.bucket(bucket()).key(key))
                    .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    public byte[] awaitArchived(String key) {
        return Eventually.within(TIMEOUT, () -> archived(key));
    }

    /** The items in the table of that message id, of all companies. */
    public List<Map<String, AttributeValue>> indexed(String messageId) {
        return local.clients()
                .dynamoDb()
                .query(request -> request.tableName(table())
                        .keyConditionExpression("message_id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(messageId)))
                        .consistentRead(true))
                .items();
    }

    /** Puts a body into the queue, past the API. */
    public void enqueue(String body) {
        local.clients()
                .sqs()
                .sendMessage(
                        request -> request.queueUrl(local.queueUrl("Queue")).messageBody(body));
    }

    public void enqueue(List<String> bodies) {
        local.clients().sqs().sendMessageBatch(request -> {
            request.queueUrl(local.queueUrl("Queue"));
            request.entries(Stream.iterate(0, i -> i < bodies.size(), i -> i + 1)
                    .map(i -> software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry.builder()
                            .id("m" + i)
                            .messageBody(bodies.get(i))
                            .build())
                    .toList());
        });
    }

    /** Waits until a message with this body is in the dead-letter queue, takes it out and gives its attributes. */
    public Map<String, String> awaitDeadLetter(String body) {
        return Eventually.within(
                TIMEOUT,
                () -> deadLetters().stream()
                        .filter(message -> message.body().equals(body))
                        .findFirst()
                        .map(this::take));
    }

    private List<Message> deadLetters() {
        return local.clients()
                .sqs()
                .receiveMessage(request -> request.queueUrl(local.queueUrl("DeadLetterQueue"))
                        .maxNumberOfMessages(10)
                        .visibilityTimeout(0)
                        .messageAttributeNames("All"))
                .messages();
    }

    private Map<String, String> take(Message message) {
        local.clients()
                .sqs()
                .deleteMessage(request ->
                        request.queueUrl(local.queueUrl("DeadLetterQueue")).receiptHandle(message.receiptHandle()));
        var attributes = new java.util.TreeMap<String, String>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, text(value)));
        return attributes;
    }

    private static String text(MessageAttributeValue value) {
        return value.stringValue();
    }

    /** The messages that wait in the queue or are being worked on. */
    public int queued() {
        var attributes = local.clients()
                .sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    public void awaitDrained() {
        Eventually.within(TIMEOUT, () -> queued() == 0 ? Optional.of(true) : Optional.empty());
    }

    /** The text of template.yaml. */
    public static String template() {
        return read(PROJECT.resolve("template.yaml"));
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path project() {
        return PROJECT;
    }

    public Engines engines() {
        return local.engines();
    }

    public LocalService local() {
        return local;
    }

    private String table() {
        return local.stack().tables().stream()
                .map(Resource.Table::name)
                .findFirst()
                .orElseThrow();
    }

    private String bucket() {
        return local.stack().buckets().stream()
                .map(Resource.Bucket::name)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        http.close();
        local.close();
    }
}
