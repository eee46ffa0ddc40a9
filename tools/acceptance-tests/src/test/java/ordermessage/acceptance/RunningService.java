package ordermessage.acceptance;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.harness.Api;
import ordermessage.harness.ApiClient;
import ordermessage.harness.Backlog;
import ordermessage.harness.Waiting;
import ordermessage.hostile.attack.ForgedTokens;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.cognito.SigningKeys;
import ordermessage.local.engine.Engines;
import ordermessage.local.template.Resource;
import ordermessage.openapi.ExchangeValidator;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * The whole service on this machine, with real engines, real functions and real HTTP. Test classes share one instance
 * through {@link Shared}. It starts before the first of them and is closed after the last. Every request and every response
 * of its clients is validated against docs/openapi.yaml.
 */
public final class RunningService implements AutoCloseable {
    /**
     * The name of a JUnit resource: a test that needs all dead letters at once, or that holds them. A message that one test holds
     * is hidden from the other tests.
     */
    static final String DEAD_LETTERS = "dead letters";

    /** The visibility timeout. It is short, so that a failed message becomes visible again while a test waits for it. */
    private static final String VISIBILITY_SECONDS = "3";

    /** The number of processes of each function. More would only compete for the cores. */
    private static final int PROCESSES = 2;

    /** The parameters of the shared instance. */
    static final Map<String, String> WITH_ACCESS_LOGS = Map.of("AccessLogs", "Enabled");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Path PROJECT = ProjectFolder.current();

    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Path data;
    private final LocalService local;
    private final Api api;
    private final Backlog backlog;
    private final ApiClient company;

    private RunningService(Map<String, String> parameters, boolean shared) {
        try {
            data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "local");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        local = LocalService.start(options(parameters, shared));
        api = new Api(local.api(), local::token, TIMEOUT, ExchangeValidator.INSTANCE);
        backlog = new Backlog(local, POLL_INTERVAL);
        company = as(SampleMessage.COMPANY);
        local.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(local.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, VISIBILITY_SECONDS)));
    }

    /** Resolves a parameter of type {@link RunningService} to the shared instance. */
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == RunningService.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .computeIfAbsent(
                            RunningService.class,
                            type -> new RunningService(WITH_ACCESS_LOGS, true),
                            RunningService.class);
        }
    }

    /**
     * Starts an instance that is not shared.
     *
     * @param parameters values for parameters of the template, in place of their defaults
     */
    static RunningService start(Map<String, String> parameters) {
        return new RunningService(parameters, false);
    }

    /** The shared instance ends last, so it leaves it to the others to record class archives. */
    private Options options(Map<String, String> parameters, boolean shared) {
        return Options.builder(PROJECT, data)
                .parameters(parameters)
                .concurrency(PROCESSES)
                .recordsArchives(!shared)
                .signingKeys(RunningService::sharedKeyInFile)
                .output(output::add)
                .build();
    }

    /** Puts the key that all stacks share into the file where a pool keeps its key. */
    private static RSAKey sharedKeyInFile(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, SigningKeys.SHARED.of(file).toJSONString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SigningKeys.IN_FILES.of(file);
    }

    /** Returns a client with a valid token of a company: the same token each time. */
    public ApiClient as(String companyId) {
        return api.as(companyId);
    }

    /** Returns a client with this token, valid or not. */
    public ApiClient withToken(String token) {
        return api.withToken(token);
    }

    /** Returns a client without a token. */
    public ApiClient withoutToken() {
        return api.withoutToken();
    }

    /** Makes tokens that the user pool would not issue, from a valid token of a company. */
    ForgedTokens forgedTokens(String companyId) {
        return ForgedTokens.of(local, data, companyId);
    }

    /** Returns the output of the runner, and the log files of the runner and its processes. */
    public String logs() {
        try (var files = Files.list(data.resolve("logs"))) {
            return files.map(RunningService::read).collect(Collectors.joining()) + String.join("\n", output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the log file of a function, an engine or the access log. */
    Path logFile(String name) {
        return data.resolve("logs", name + ".log");
    }

    /** Returns the data folder of the stack. */
    Path data() {
        return data;
    }

    /** Returns the folder with the keys of the user pools. */
    Path keys() {
        return data.resolve("cognito");
    }

    /** Posts as {@link SampleMessage#COMPANY}. */
    public HttpResponse<String> post(String body) {
        return company.post(body);
    }

    /** Posts as {@link SampleMessage#COMPANY}. */
    public HttpResponse<String> post(byte[] body, String contentType) {
        return company.post(body, contentType);
    }

    /** Gets a message as {@link SampleMessage#COMPANY}. */
    public HttpResponse<String> get(String messageId) {
        return company.get(messageId);
    }

    /**
     * Sends a request without a body as {@link SampleMessage#COMPANY}.
     *
     * @param path the path after the stage, with the first slash
     */
    public HttpResponse<String> request(String method, String path) {
        return company.request(method, path);
    }

    /** Gets a message as {@link SampleMessage#COMPANY} until it is stored, for up to two minutes. */
    public String awaitMessage(String messageId) {
        return company.awaitMessage(messageId);
    }

    /** Returns the exact bytes of an object in the bucket; empty when there is no such object. */
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

    /** Deletes an object in the bucket without the service. */
    void deleteArchived(String key) {
        local.clients().s3().deleteObject(request -> request.bucket(bucket()).key(key));
    }

    /** Puts an object into the bucket without the service. */
    void putArchived(String key, byte[] content) {
        local.clients().s3().putObject(request -> request.bucket(bucket()).key(key), RequestBody.fromBytes(content));
    }

    /** Waits up to two minutes for an object in the bucket. */
    public byte[] awaitArchived(String key) {
        return await("object " + key)
                .until(() -> archived(key), Optional::isPresent)
                .orElseThrow();
    }

    /** Returns the items of a message ID in the table, of all companies. */
    public List<Map<String, AttributeValue>> indexed(String messageId) {
        return local.clients()
                .dynamoDb()
                .query(request -> request.tableName(table())
                        .keyConditionExpression("message_id = :id")
                        .expressionAttributeValues(Map.of(":id", AttributeValue.fromS(messageId)))
                        .consistentRead(true))
                .items();
    }

    /** Sends a message directly to the queue, without the API. */
    public void enqueue(String body) {
        local.clients()
                .sqs()
                .sendMessage(
                        request -> request.queueUrl(local.queueUrl("Queue")).messageBody(body));
    }

    /** Sends messages directly to the queue, in one batch. */
    public void enqueue(List<String> bodies) {
        local.clients().sqs().sendMessageBatch(request -> {
            request.queueUrl(local.queueUrl("Queue"));
            request.entries(Stream.iterate(0, i -> i < bodies.size(), i -> i + 1)
                    .map(i -> SendMessageBatchRequestEntry.builder()
                            .id("m" + i)
                            .messageBody(bodies.get(i))
                            .build())
                    .toList());
        });
    }

    /**
     * Waits up to two minutes for a message with this body in the dead-letter queue, and deletes it there.
     *
     * @return the attributes of the message
     */
    public Map<String, String> awaitDeadLetter(String body) {
        return await("dead letter " + body)
                .until(() -> deadLetter(body), Optional::isPresent)
                .map(this::delete)
                .orElseThrow();
    }

    private Optional<Message> deadLetter(String body) {
        return deadLetters().stream()
                .filter(message -> message.body().equals(body))
                .findFirst();
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

    /** @return the attributes of the deleted message */
    private Map<String, String> delete(Message message) {
        local.clients()
                .sqs()
                .deleteMessage(request ->
                        request.queueUrl(local.queueUrl("DeadLetterQueue")).receiptHandle(message.receiptHandle()));
        var attributes = new TreeMap<String, String>();
        message.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        return attributes;
    }

    /** Returns the number of messages in the queue, those in flight included. */
    public int queued() {
        return backlog.size();
    }

    /** Waits up to two minutes until the queue is empty and no message is in flight. */
    public void awaitDrained() {
        await("empty queue").until(() -> queued() == 0);
    }

    /** Returns the text of template.yaml. */
    public static String template() {
        return read(PROJECT.resolve("template.yaml"));
    }

    /** Returns the text of a file in UTF-8. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the root folder of the project. */
    public static Path project() {
        return PROJECT;
    }

    public Engines engines() {
        return local.engines();
    }

    public LocalService local() {
        return local;
    }

    /** Waits up to two minutes, and fails at once when a check throws an exception. */
    private static ConditionFactory await(String what) {
        return Waiting.until(what, POLL_INTERVAL).atMost(TIMEOUT);
    }

    /** Returns the name of the table. */
    public String table() {
        return local.stack().tables().stream()
                .map(Resource.Table::name)
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of the bucket. */
    String bucket() {
        return local.stack().buckets().stream()
                .map(Resource.Bucket::name)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        api.close();
        local.close();
    }
}
