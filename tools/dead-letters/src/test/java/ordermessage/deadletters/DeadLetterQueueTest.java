package ordermessage.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ordermessage.local.ProjectFolder;
import ordermessage.local.engine.ElasticMq;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.EngineSettings;
import ordermessage.local.provision.EngineClients;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Tag("processes")
class DeadLetterQueueTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";
    private static final String MESSAGE =
            "{\"metadata\":{\"company_id\":\"%s\",\"message_id\":\"%s\"},\"data\":{}}".formatted(COMPANY, ID);

    private static final HeldMessages.Settings SETTINGS = new HeldMessages.Settings(0, 300, 110_000);

    private static Engine engine;
    private static EngineClients clients;
    private static SqsClient sqs;

    private String source;
    private String deadLetters;
    private DeadLetterQueue queue;

    @BeforeAll
    static void start(@TempDir Path data) {
        engine = Engine.start(
                new ElasticMq("us-east-1"),
                new EngineSettings(
                        ProjectFolder.engines(ProjectFolder.current()),
                        InetAddress.getLoopbackAddress(),
                        0,
                        data,
                        line -> {},
                        line -> {}));
        var unused = URI.create("http://127.0.0.1:1");
        clients = new EngineClients(engine.endpoint(), unused, unused);
        sqs = clients.sqs();
    }

    @AfterAll
    static void stop() {
        clients.close();
        engine.close();
    }

    @BeforeEach
    void newQueues() {
        deadLetters = newQueue(Map.of());
        var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}"
                .formatted(attribute(deadLetters, QueueAttributeName.QUEUE_ARN));
        source = newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        queue = newDeadLetterQueue(deadLetters, source);
    }

    @Test
    void aDeadLetterShowsItsReasonAndItsIds() {
        send(
                deadLetters,
                MESSAGE,
                Map.of(
                        "reason", "conflict",
                        "detail", "Another content is stored under this key.",
                        "company_id", COMPANY,
                        "message_id", ID,
                        "received_at", "2026-11-20T10:00:00.123Z"));

        assertThat(all()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("conflict");
            assertThat(letter.detail()).isEqualTo("Another content is stored under this key.");
            assertThat(letter.companyId()).isEqualTo(COMPANY);
            assertThat(letter.messageId()).isEqualTo(ID);
            assertThat(letter.receivedAt()).isEqualTo(Instant.parse("2026-11-20T10:00:00.123Z"));
        });
    }

    @Test
    void aMessageThatSqsMovedWasReceivedTooOftenAndItsIdsComeFromItsMetadata() {
        send(source, MESSAGE, Map.of());
        useUpReceives();

        assertThat(all()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("too many receives");
            assertThat(letter.companyId()).isEqualTo(COMPANY);
            assertThat(letter.messageId()).isEqualTo(ID);
            assertThat(letter.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @Test
    void theIdsOfAMessageInBase64AreRead() {
        var body = Base64.getEncoder().encodeToString(MESSAGE.getBytes(StandardCharsets.UTF_8));
        send(deadLetters, body, Map.of("content_encoding", "base64"));

        assertThat(all())
                .singleElement()
                .satisfies(letter -> assertThat(letter.messageId()).isEqualTo(ID));
    }

    @Test
    void theReasonOfAnEarlierTimeDoesNotCountForAMessageThatSqsMoved() {
        send(source, MESSAGE, Map.of("reason", "conflict", "detail", "Long ago."));
        useUpReceives();

        assertThat(all()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("too many receives");
            assertThat(letter.detail()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-11-20", "2026-11-20T10:00:00", "99999999999999999999"})
    void anInvalidTimeDoesNotPreventReadingADeadLetter(String receivedAt) {
        send(deadLetters, "poison", Map.of("reason", "unreadable", "received_at", receivedAt));

        assertThat(all())
                .singleElement()
                .satisfies(letter ->
                        assertThat(letter.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now()));
    }

    @Test
    void allDeadLettersAreListedOnceAndStay() {
        IntStream.range(0, 25).forEach(number -> send(deadLetters, "poison " + number, Map.of("reason", "unreadable")));

        assertThat(all()).extracting(DeadLetter::body).doesNotHaveDuplicates().hasSize(25);
        assertThat(all()).hasSize(25);
        assertThat(waiting(deadLetters)).isEqualTo(25);
    }

    /** The action takes longer than the hold, as a terminal that is paused does. */
    @Test
    void nobodyElseReceivesALetterWhileACommandTakesLongerThanItsHold() {
        send(deadLetters, "held", Map.of("reason", "unreadable"));
        var settings = new HeldMessages.Settings(0, 3, 10);
        var slow = new DeadLetterQueue(sqs, deadLetters, source, settings, doubt -> fail(doubt));

        slow.forEach(letter -> assertThat(receive(deadLetters, 5)).isEmpty());

        assertThat(waiting(deadLetters)).isEqualTo(1);
    }

    @Test
    void allAreSentBack() {
        IntStream.range(0, 25).forEach(number -> send(deadLetters, "letter " + number, Map.of("reason", "conflict")));

        assertThat(queue.redrive(letter -> true)).isEqualTo(25);

        assertThat(waiting(source)).isEqualTo(25);
        assertThat(all()).isEmpty();
    }

    @Test
    void aRedrivenMessageLosesItsReasonAndKeepsTheTimeOfItsFirstArrival() {
        send(deadLetters, MESSAGE, Map.of("reason", "conflict", "received_at", "2026-11-20T10:00:00Z"));

        queue.redrive(letter -> letter.hasId(ID));

        assertThat(receive(source)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(MESSAGE);
            assertThat(message.messageAttributes().keySet()).containsExactly("received_at");
            assertThat(message.messageAttributes().get("received_at").stringValue())
                    .isEqualTo("2026-11-20T10:00:00Z");
        });
    }

    @Test
    void aRedrivenMessageKeepsItsGroup() {
        sqs.sendMessage(
                request -> request.queueUrl(deadLetters).messageBody(MESSAGE).messageGroupId(COMPANY));

        queue.redrive(letter -> true);

        assertThat(receive(source))
                .singleElement()
                .satisfies(message -> assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, COMPANY));
    }

    @Test
    void aRedrivenMessageThatSqsHadMovedSaysWhenItFirstArrived() {
        send(source, MESSAGE, Map.of());
        useUpReceives();
        var arrived = all().getFirst().receivedAt();

        queue.redrive(letter -> true);

        assertThat(receive(source))
                .singleElement()
                .satisfies(message -> assertThat(
                                message.messageAttributes().get("received_at").stringValue())
                        .isEqualTo(arrived.toString()));
    }

    @Test
    void aMessageOfOneMebibyteIsRedrivenWithoutTheTimeThatSqsHasNoRoomFor() {
        var body = "x".repeat(1_048_576);
        send(deadLetters, body, Map.of());

        assertThat(queue.redrive(letter -> true)).isEqualTo(1);

        assertThat(receive(source)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(body);
            assertThat(message.messageAttributes()).isEmpty();
        });
    }

    @Test
    void aMessageWithRoomForTheTimeIsRedrivenWithIt() {
        send(deadLetters, "x".repeat(1_048_576 - 41), Map.of());

        queue.redrive(letter -> true);

        assertThat(receive(source))
                .singleElement()
                .satisfies(message -> assertThat(message.messageAttributes()).containsOnlyKeys("received_at"));
    }

    /** The processor and this tool write fewer attributes. */
    @Test
    void aMessageWithAllTheAttributesThatSqsTakesIsRedrivenWithoutTheTime() {
        var names = IntStream.range(0, 10).mapToObj(number -> "name" + number).toList();
        send(deadLetters, "full", names.stream().collect(Collectors.toMap(name -> name, name -> "value")));

        queue.redrive(letter -> true);

        assertThat(receive(source))
                .singleElement()
                .satisfies(message -> assertThat(message.messageAttributes()).containsOnlyKeys(names));
    }

    @Test
    void aBinaryAttributeCountsForTheRoomThatIsLeft() {
        var binary = MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[100]))
                .build();
        sqs.sendMessage(request -> request.queueUrl(deadLetters)
                .messageBody("x".repeat(1_048_576 - 130))
                .messageAttributes(Map.of("binary", binary)));

        queue.redrive(letter -> true);

        assertThat(receive(source))
                .singleElement()
                .satisfies(message -> assertThat(message.messageAttributes()).containsOnlyKeys("binary"));
    }

    @Test
    void aDeadLetterThatIsSentDuringARedriveIsReportedAndNotRedriven() {
        send(deadLetters, "first", Map.of("reason", "conflict"));
        var reported = new ArrayList<String>();

        var sent = new DeadLetterQueue(sqs, deadLetters, deadLetters, SETTINGS, reported::add).redrive(letter -> true);

        assertThat(sent).isEqualTo(1);
        assertThat(reported)
                .containsExactly(
                        "1 messages were not sent back: SQS accepted them after the command began, by the clock"
                                + " of this machine. To send them back, run the command again.");
        assertThat(waiting(deadLetters)).isEqualTo(1);
    }

    @Test
    void aMessageThatSqsMovesDuringARedriveIsRedrivenIfItWasSentBefore() {
        send(source, "moved", Map.of());
        send(deadLetters, "first", Map.of("reason", "conflict"));

        var sent = queue.redrive(letter -> {
            if (letter.body().equals("first")) {
                useUpReceives();
            }
            return true;
        });

        assertThat(sent).isEqualTo(2);
        assertThat(waiting(deadLetters)).isZero();
    }

    @Test
    void aDeadLetterWhoseCopyIsNotAcknowledgedStays() {
        send(deadLetters, "kept", Map.of("reason", "conflict"));
        var broken = newDeadLetterQueue(deadLetters, engine.endpoint() + "/000000000000/absent");

        assertThatThrownBy(() -> broken.redrive(letter -> true)).isInstanceOf(RuntimeException.class);

        assertThat(waiting(deadLetters)).isEqualTo(1);
    }

    @Test
    void theListCommandPrintsALineForEachChosenDeadLetter() {
        send(
                deadLetters,
                MESSAGE,
                Map.of("reason", "conflict", "detail", "Taken.", "message_id", ID, "company_id", COMPANY));
        send(deadLetters, "poison", Map.of("reason", "unreadable"));

        assertThat(run("list", Map.of("REASON", "conflict")).lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("conflict", COMPANY, ID, "Taken."))
                .last()
                .isEqualTo("1 of 2 in the dead-letter queue");
        assertThat(run("list", Map.of())).endsWith("2 in the dead-letter queue\n");
    }

    @Test
    void textOfAMessageCannotControlTheTerminal() {
        var id = "\\u001b[2J" + "9".repeat(100);
        send(deadLetters, "{\"metadata\":{\"message_id\":\"%s\"}}".formatted(id), Map.of("reason", "invalid"));

        assertThat(run("list", Map.of())).contains("?[2J999").doesNotContain("\u001b", "9".repeat(60));
    }

    @Test
    void theShowCommandPrintsTheBody() {
        send(deadLetters, MESSAGE, Map.of("reason", "conflict", "message_id", ID));
        send(deadLetters, "other", Map.of("reason", "unreadable"));

        assertThat(run("show", Map.of("MESSAGE_ID", ID))).contains(MESSAGE).doesNotContain("other");
    }

    @Test
    void theRedriveCommandSendsBackWhatIsChosen() {
        send(deadLetters, MESSAGE, Map.of("reason", "conflict", "company_id", COMPANY));
        send(deadLetters, "other", Map.of("reason", "unreadable"));

        assertThat(run("redrive", Map.of("COMPANY_ID", UUID.randomUUID().toString())))
                .isEqualTo("0 sent back\n");
        assertThat(run("redrive", Map.of("COMPANY_ID", COMPANY))).isEqualTo("1 sent back\n");
        assertThat(all()).extracting(DeadLetter::body).containsExactly("other");
    }

    @Test
    void theDeleteCommandDeletesTheOneThatTheIdOfSqsNames() {
        send(deadLetters, "other", Map.of("reason", "unreadable"));
        send(deadLetters, "kept", Map.of("reason", "unreadable"));
        var id = all().stream()
                .filter(letter -> letter.body().equals("other"))
                .findFirst()
                .orElseThrow()
                .queueId();

        assertThat(run("delete", Map.of("MESSAGE_ID", id))).isEqualTo("1 deleted\n");

        assertThat(all()).extracting(DeadLetter::body).containsExactly("kept");
    }

    @Test
    void theExportCommandWritesBodiesAndAttributesForTheirOwnerOnly(@TempDir Path folder) throws IOException {
        send(deadLetters, "the body", Map.of("reason", "unreadable", "detail", "No JSON."));
        var id = all().getFirst().queueId();
        var exported = folder.resolve("letters");

        assertThat(run("export", Map.of("DIR", exported.toString())))
                .isEqualTo("1 written to %s%n".formatted(exported));

        assertThat(exported.resolve(id + ".body")).hasContent("the body");
        assertThat(Files.readString(exported.resolve(id + ".attributes")))
                .contains("detail=No JSON.\n", "reason=unreadable\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(exported.resolve(id + ".body"))))
                .isEqualTo("rw-------");
        assertThat(waiting(deadLetters)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete", "show"})
    void aCommandForSomeMessagesNeedsAChoice(String command) {
        assertThatThrownBy(() -> run(command, Map.of()))
                .isInstanceOf(UsageException.class)
                .hasMessage("Choose messages, for example: make dlq-%s MESSAGE_ID=…", command);
    }

    @ParameterizedTest
    @CsvSource({
        "redrive, MESSAGE_ID",
        "redrive, COMPANY_ID",
        "redrive, REASON",
        "delete, MESSAGE_ID",
        "delete, COMPANY_ID",
        "delete, REASON",
        "list, MESSAGE_ID",
        "show, MESSAGE_ID",
        "export, MESSAGE_ID"
    })
    void anEmptyChoiceIsAnErrorAndNotAChoiceOfAll(String command, String variable) {
        send(deadLetters, "kept", Map.of("reason", "unreadable"));

        for (var empty : List.of("", " ")) {
            assertThatThrownBy(() -> run(command, Map.of(variable, empty)))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(variable + " is empty: give a value, or leave it out");
        }
        assertThat(waiting(deadLetters)).isEqualTo(1);
    }

    /** Each field of a dead letter comes from a message or its attributes, which anybody may have written. */
    @ParameterizedTest
    @ValueSource(strings = {"list", "show"})
    void everyFieldIsSafeForTheTerminalAndBounded(String command) {
        var text = "\u009b2J" + "9".repeat(30_000);
        send(
                deadLetters,
                text.repeat(6),
                Map.of("reason", text, "detail", text, "company_id", text, "message_id", text));

        assertThat(run(command, Map.of("REASON", text)))
                .contains("?2J999")
                .doesNotContain("\u009b")
                .hasSizeLessThan(6_000);
    }

    private String run(String command, Map<String, String> environment) {
        var text = new ByteArrayOutputStream();
        try (var out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new Main(queue, environment, new Terminal(out, Instant.now())).run(command);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private List<DeadLetter> all() {
        var letters = new ArrayList<DeadLetter>();
        queue.forEach(letter -> {
            synchronized (letters) {
                letters.add(letter);
            }
        });
        return letters;
    }

    /** Receives until SQS has moved the message to the dead-letter queue. */
    private void useUpReceives() {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            sqs.receiveMessage(request -> request.queueUrl(source).visibilityTimeout(0));
            return waiting(deadLetters) == 1;
        });
    }

    private static void send(String url, String body, Map<String, String> attributes) {
        var values = new HashMap<String, MessageAttributeValue>();
        attributes.forEach((name, value) -> values.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body).messageAttributes(values));
    }

    private static List<Message> receive(String url) {
        return receive(url, 0);
    }

    private static List<Message> receive(String url, int waitSeconds) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(waitSeconds)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private static DeadLetterQueue newDeadLetterQueue(String deadLetters, String source) {
        return new DeadLetterQueue(sqs, deadLetters, source, SETTINGS, doubt -> fail(doubt));
    }

    private static String newQueue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request ->
                        request.queueName(UUID.randomUUID().toString()).attributes(attributes))
                .queueUrl();
    }

    private static int waiting(String url) {
        return Integer.parseInt(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }
}
