package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import ordermessage.local.provision.ProvisioningFailedException;
import ordermessage.local.runtime.SandboxStatus;
import ordermessage.local.template.TemplateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests a whole stack with the real engines and two small functions. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class LocalServiceTest {
    private static final Map<String, AttributeValue> STORED =
            Map.of("id", AttributeValue.fromS("kept"), "at", AttributeValue.fromN("1"));

    @TempDir
    static Path project;

    private static Queue<String> output;

    /** The processes of the function that starts on demand, in a stack that has ended. */
    private static List<SandboxStatus> onDemand;

    /** The processes of the function that starts with the stack, in the same stack. */
    private static List<SandboxStatus> atStart;

    private static LocalService service;

    /** The error of a start with another index in the template, on the same data. */
    private static String otherIndex;

    /** Starts a stack, ends it, and starts another one on its data, with another value of a parameter. */
    @BeforeAll
    static void start(@TempDir Path other) throws IOException {
        SampleProject.create(project);
        output = new ConcurrentLinkedQueue<>();
        try (var first = LocalService.start(options(project, Map.of("VisibilityTimeout", "77"))
                .startedOnDemand(Set.of("Hello"))
                .build())) {
            first.clients()
                    .dynamoDb()
                    .putItem(put -> put.tableName("order-messages-Table").item(STORED));
            onDemand = first.function("Hello").sandboxes();
            atStart = first.function("Consumer").sandboxes();
        }
        SampleProject.create(other);
        var template = other.resolve("template.yaml");
        Files.writeString(template, Files.readString(template).replace("ByCompany", "ByOwner"));
        otherIndex = catchThrowableOfType(
                        ProvisioningFailedException.class,
                        () -> LocalService.start(Options.builder(other, project.resolve(".local"))
                                .build()))
                .getMessage();
        service = start(project, Map.of());
    }

    private static LocalService start(Path project, Map<String, String> parameters) {
        return LocalService.start(options(project, parameters).build());
    }

    @AfterAll
    static void end() {
        service.close();
    }

    @Test
    void aRequestReachesItsFunctionWhichHasTheUrlOfTheQueue() throws Exception {
        var response = get("/prod/hello/you");

        assertThat(response)
                .isEqualTo(
                        service.queueUrl("Queue") + " at " + service.endpoints().sqs());
    }

    @Test
    void aMessageReachesItsFunctionWhoseOutputIsPrintedAndLogged() throws Exception {
        service.clients()
                .sqs()
                .sendMessage(
                        message -> message.queueUrl(service.queueUrl("Queue")).messageBody("news"));

        var line = awaitOutput(text -> text.contains("news"));
        assertThat(line).startsWith("Consumer  {\"Records\":[{\"messageId\":");
        assertThat(Files.readString(project.resolve(".local/logs/Consumer.log")))
                .contains("news");
    }

    @Test
    void theConsoleSendsSnapshotsOfWhatTheStackReports() throws Exception {
        get("/prod/hello/you");

        var snapshots = snapshots(2);
        var all = JsonParser.parseString(snapshots.getFirst()).getAsJsonObject();
        assertThat(all.keySet())
                .containsExactlyInAnyOrder(
                        "at",
                        "gateway",
                        "functions",
                        "queues",
                        "engines",
                        "consumer",
                        "faults",
                        "alarms",
                        "companies",
                        "runner",
                        "job",
                        "messages");
        assertThat(all.getAsJsonObject("gateway").get("count").getAsLong()).isPositive();
        assertThat(all.get("consumer").getAsString()).isEqualTo("on");
        assertThat(all.get("faults")).hasToString("{\"table-throttled\":false,\"archive-slow\":false}");
        assertThat(all.getAsJsonArray("functions").toString())
                .contains("\"id\":\"Hello\"", "\"state\":\"IDLE\"", "\"memory\":", "\"ended\":0");
        assertThat(all.getAsJsonArray("queues").toString()).contains("\"id\":\"DeadLetterQueue\"", "\"visible\":0");
        assertThat(all.getAsJsonArray("engines").toString())
                .contains("\"service\":\"SQS\"", "\"service\":\"DynamoDB\"", "\"service\":\"S3\"", "RUNNING");
        assertThat(snapshots).allSatisfy(snapshot -> assertThat(snapshot).hasSizeLessThan(20_000));
    }

    /** Returns the first snapshots that the console sends. */
    private static List<String> snapshots(int count) throws Exception {
        var client = HttpClient.newHttpClient();
        try (var lines = client.send(
                        HttpRequest.newBuilder(service.console().resolve("/events"))
                                .build(),
                        BodyHandlers.ofLines())
                .body()) {
            return lines.filter(line -> line.startsWith("data: "))
                    .map(line -> line.substring("data: ".length()))
                    .limit(count)
                    .toList();
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void theQueueHasItsRedrivePolicy() {
        var attributes = service.clients()
                .sqs()
                .getQueueAttributes(
                        queue -> queue.queueUrl(service.queueUrl("Queue")).attributeNames(QueueAttributeName.ALL))
                .attributes();

        assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                .contains("arn:aws:sqs:local:000000000000:order-messages-DeadLetterQueue")
                .contains("3");
        assertThat(attributes.get(QueueAttributeName.QUEUE_ARN))
                .isEqualTo("arn:aws:sqs:local:000000000000:order-messages-Queue");
    }

    @Test
    void theTableAndTheBucketAreCreated() {
        var table = service.clients().dynamoDb().describeTable(request -> request.tableName("order-messages-Table"));

        assertThat(table.table().keySchema())
                .extracting(KeySchemaElement::attributeName)
                .containsExactly("id", "at");
        assertThat(table.table().globalSecondaryIndexes()).singleElement().satisfies(index -> {
            assertThat(index.indexName()).isEqualTo("ByCompany");
            assertThat(index.keySchema())
                    .extracting(KeySchemaElement::attributeName)
                    .containsExactly("company", "at");
            assertThat(index.projection().nonKeyAttributes()).containsExactly("size");
        });
        assertThat(service.clients().s3().listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .containsExactly("order-messages-bucket");
    }

    @Test
    void everyFunctionHasAProcessAfterTheStart() {
        assertThat(service.function("Hello").sandboxes()).isNotEmpty();
        assertThat(service.function("Consumer").sandboxes()).isNotEmpty();
    }

    @Test
    void aSecondStackOnTheSameDataIsRefused() {
        assertThatThrownBy(() -> start(project, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Another local stack uses %s: stop it, or choose another folder with LOCAL_DIR=…"
                        .formatted(project.resolve(".local")));
    }

    @Test
    void aFunctionThatStartsOnDemandHasNoProcessBeforeItsFirstEvent() {
        assertThat(onDemand).isEmpty();
        assertThat(atStart).hasSize(1);
    }

    @Test
    void aFunctionThatIsToStartOnDemandMustExist(@TempDir Path other) {
        SampleProject.create(other);
        var options = options(other, Map.of()).startedOnDemand(Set.of("Helo")).build();

        assertThatThrownBy(() -> LocalService.start(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The template has no function Helo");
    }

    @Test
    void noProcessIsLeftOfAStackThatHasEnded() {
        assertThat(atStart)
                .isNotEmpty()
                .allMatch(process -> ProcessHandle.of(process.pid()).isEmpty());
    }

    @Test
    void storedDataSurviveARestartWithAChangedParameter() {
        var found = service.clients()
                .dynamoDb()
                .getItem(get -> get.tableName("order-messages-Table").key(STORED));
        assertThat(found.item()).isEqualTo(STORED);
        var attributes = service.clients()
                .sqs()
                .getQueueAttributes(queue -> queue.queueUrl(service.queueUrl("Queue"))
                        .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT));
        assertThat(attributes.attributes()).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
    }

    @Test
    void aTableWithAnotherIndexIsReportedInOneLine() {
        assertThat(otherIndex)
                .isEqualTo(
                        "Table: the local table has other keys or indexes; make clean-local deletes it and all other data");
    }

    @Test
    void aFunctionThatIsNotBuiltIsReportedInOneLine(@TempDir Path other) throws IOException {
        SampleProject.create(other);
        Files.delete(other.resolve("Hello/target/artifact"));

        assertThatThrownBy(() -> start(other, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Hello is not built: there is no " + other.resolve("Hello/target/artifact"));
    }

    @Test
    void aHandlerThatIsNotInTheArtifactIsReportedInOneLine(@TempDir Path other) throws IOException {
        SampleProject.create(other);
        var template = other.resolve("template.yaml");
        Files.writeString(template, Files.readString(template).replace("local.SampleApi", "local.SampleAppi"));

        assertThatThrownBy(() -> start(other, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("Hello has the Handler ordermessage.local.SampleAppi, and its artifact has no such class");
    }

    @Test
    void aDataFolderThatCannotBeUsedIsReportedInOneLine(@TempDir Path other) throws IOException {
        SampleProject.create(other);
        Files.writeString(other.resolve(".local"), "a file");

        assertThatThrownBy(() -> start(other, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessage("%s cannot be used: it is not a folder. Choose another folder with LOCAL_DIR=…"
                        .formatted(other.resolve(".local")));
    }

    @Test
    void dataOfAnEarlierVersionAreReported(@TempDir Path other) throws IOException {
        SampleProject.create(other);
        var queues = Files.createDirectories(other.resolve(".local/data/sqs")).resolve("messages.mv.db");
        Files.writeString(queues, "messages");

        assertThatThrownBy(() -> start(other, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith(queues + " was written by an earlier version");
    }

    @Test
    void onlyTheOwnerCanReadTheFilesOfTheStack() throws IOException {
        service.clients()
                .s3()
                .putObject(
                        put -> put.bucket("order-messages-bucket").key("company/message.json"),
                        RequestBody.fromString("{}"));
        EnvironmentFile.write(project.resolve(".local/env"), service);

        // The stack renames some files while it runs.
        await().ignoreException(UncheckedIOException.class)
                .ignoreException(NoSuchFileException.class)
                .untilAsserted(() -> assertOnlyTheOwnerCanRead(project.resolve(".local")));
    }

    private static void assertOnlyTheOwnerCanRead(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .doesNotContain(
                                PosixFilePermission.GROUP_READ,
                                PosixFilePermission.GROUP_WRITE,
                                PosixFilePermission.OTHERS_READ,
                                PosixFilePermission.OTHERS_WRITE);
            }
        }
    }

    @Test
    void anEngineThatEndsIsReportedAndRestartedOnItsData() {
        var item = Map.of("id", AttributeValue.fromS("survives"), "at", AttributeValue.fromN("1"));
        service.clients()
                .dynamoDb()
                .putItem(put -> put.tableName("order-messages-Table").item(item));

        ProcessHandle.of(service.engines().dynamoDb().pid()).orElseThrow().destroyForcibly();

        var ended = awaitOutput(line -> line.startsWith("Dynoxide (for DynamoDB) was ended by signal 9"));
        var restarted = awaitOutput(line -> line.startsWith("Dynoxide (for DynamoDB) is running again"));
        assertThat(output).containsSubsequence(ended, restarted);
        var found = service.clients()
                .dynamoDb()
                .getItem(get -> get.tableName("order-messages-Table").key(item));
        assertThat(found.item()).isEqualTo(item);
    }

    @Test
    void aFunctionThatDoesNotStartIsReportedInOneLineAndNoProcessIsLeft(@TempDir Path other) throws IOException {
        SampleProject.create(other);
        var template = other.resolve("template.yaml");
        Files.writeString(
                template, Files.readString(template).replace("local.SampleApi", "local.runtime.BrokenHandler"));

        assertThatThrownBy(() -> start(other, Map.of()))
                .isInstanceOf(StartFailedException.class)
                .hasMessageStartingWith("Hello does not start: ")
                .hasMessageContaining("QUEUE_URL is not set")
                .message()
                .doesNotContain("\n");
        assertThat(ProcessHandle.current().descendants())
                .noneMatch(process -> process.info().commandLine().orElse("").contains(other.toString()));
    }

    @Test
    void anInvalidParameterIsReportedInOneLine(@TempDir Path other) {
        SampleProject.create(other);

        assertThatThrownBy(() -> start(other, Map.of("VisibilityTimeout", "soon")))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Parameter VisibilityTimeout: is 'soon', not a number");
    }

    @Test
    void aShellCanReadTheEnvironmentFile() throws Exception {
        var file = project.resolve("environment");

        EnvironmentFile.write(file, service);

        assertThat(sourced(file, "$DEAD_LETTER_QUEUE_URL")).isEqualTo(service.queueUrl("DeadLetterQueue"));
        assertThat(sourced(file, "$TABLE_NAME")).isEqualTo("order-messages-Table");
        assertThat(sourced(file, "$API_URL")).isEqualTo(service.api().toString());
        assertThat(sourced(file, "$AWS_ENDPOINT_URL_S3"))
                .isEqualTo(service.endpoints().s3().toString());
        assertThat(sourced(file, "$AWS_REGION$AWS_DEFAULT_REGION")).isEqualTo("locallocal");
        assertThat(sourced(file, "$AWS_ACCESS_KEY_ID$AWS_SECRET_ACCESS_KEY")).isEqualTo("locallocal");
    }

    private static Options.Builder options(Path project, Map<String, String> parameters) {
        return Options.builder(project, project.resolve(".local"))
                .parameters(parameters)
                .concurrency(2)
                .longPoll(Duration.ofSeconds(1))
                .output(output::add);
    }

    /** Waits for a line of output, and returns the first one. */
    private static String awaitOutput(Predicate<String> condition) {
        return await().atMost(Duration.ofMinutes(2))
                .until(() -> output.stream().filter(condition).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private static String get(String path) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(service.api().resolve(path)).build();
            return client.send(request, BodyHandlers.ofString()).body();
        }
    }

    private static String sourced(Path file, String expression) throws Exception {
        var shell = new ProcessBuilder("sh", "-c", ". %s && printf %%s \"%s\"".formatted(file, expression)).start();
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
