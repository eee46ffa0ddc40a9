package ordermessage.local.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import ordermessage.local.engine.ElasticMq;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.TestEngines;
import ordermessage.local.provision.EngineClients;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DeadLetterQueueTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";
    private static final String MESSAGE =
            "{\"metadata\":{\"company_id\":\"%s\",\"message_id\":\"%s\"},\"data\":{}}".formatted(COMPANY, ID);

    private static Engine engine;
    private static EngineClients clients;
    private static SqsClient sqs;

    private String source;
    private String deadLetters;
    private DeadLetterQueue queue;

    @BeforeAll
    static void start(@TempDir Path data) {
        engine = Engine.start(new ElasticMq("us-east-1"), TestEngines.place(data, 0));
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
        var policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(arn(deadLetters));
        source = newQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, policy));
        queue = new DeadLetterQueue(sqs, deadLetters, source);
    }

    @Test
    void aLetterShowsWhyItIsThereAndWhoseItIs() {
        var receivedAt = "2026-11-20T10:00:00.123Z";
        send(
                deadLetters,
                MESSAGE,
                Map.of(
                        "reason", "conflict",
                        "detail", "Another content is stored under this key.",
                        "company_id", COMPANY,
                        "message_id", ID,
                        "received_at", receivedAt));
        assertThat(queue.list()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("conflict");
            assertThat(letter.detail()).isEqualTo("Another content is stored under this key.");
            assertThat(letter.companyId()).contains(COMPANY);
            assertThat(letter.messageId()).contains(ID);
            assertThat(letter.receivedAt()).isEqualTo(Instant.parse(receivedAt));
        });
    }

    @Test
    void aMessageThatTheQueueMovedWasReceivedTooOftenAndNamesItsCompany() {
        send(source, MESSAGE, Map.of());
        moveByReceiving();
        assertThat(queue.list()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("too many receives");
            assertThat(letter.companyId()).contains(COMPANY);
            assertThat(letter.messageId()).contains(ID);
            assertThat(letter.receivedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        });
    }

    @Test
    void theIdsOfAMessageInBase64AreRead() {
        var body = Base64.getEncoder().encodeToString(MESSAGE.getBytes(StandardCharsets.UTF_8));
        send(deadLetters, body, Map.of("content_encoding", "base64"));
        assertThat(queue.list())
                .singleElement()
                .satisfies(letter -> assertThat(letter.messageId()).contains(ID));
    }

    @Test
    void aReasonOfAnEarlierTimeIsNotBelieved() {
        send(source, MESSAGE, Map.of("reason", "conflict", "detail", "Long ago."));
        moveByReceiving();
        assertThat(queue.list()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo("too many receives");
            assertThat(letter.detail()).isEmpty();
        });
    }

    @Test
    void allLettersAreListedAndStayWhereTheyAre() {
        IntStream.range(0, 25).forEach(number -> send(deadLetters, "poison " + number, Map.of("reason", "unreadable")));
        assertThat(queue.list())
                .extracting(DeadLetter::body)
                .doesNotHaveDuplicates()
                .hasSize(25);
        assertThat(queue.list()).hasSize(25);
        assertThat(waiting(deadLetters)).isEqualTo(25);
    }

    @Test
    void everythingIsSentBack() {
        IntStream.range(0, 25).forEach(number -> send(deadLetters, "letter " + number, Map.of("reason", "conflict")));
        assertThat(queue.redriveAll()).isEqualTo(25);
        assertThat(waiting(source)).isEqualTo(25);
        assertThat(queue.list()).isEmpty();
    }

    @Test
    void oneIsSentBackByTheCompanysIdAndTheOthersStay() {
        send(deadLetters, MESSAGE, Map.of("reason", "conflict", "received_at", "2026-11-20T10:00:00Z"));
        send(deadLetters, "other", Map.of("reason", "unreadable"));
        assertThat(queue.redrive(ID)).isEqualTo(1);
        assertThat(receive(source)).singleElement().satisfies(message -> {
            assertThat(message.body()).isEqualTo(MESSAGE);
            assertThat(message.messageAttributes().keySet()).containsExactly("received_at");
        });
        assertThat(queue.list()).extracting(DeadLetter::body).containsExactly("other");
    }

    @Test
    void oneThatHasNoIdOfItsOwnIsSentBackByTheQueuesId() {
        send(deadLetters, "other", Map.of("reason", "unreadable"));
        var id = queue.list().getFirst().queueId();
        assertThat(queue.redrive(UUID.randomUUID().toString())).isZero();
        assertThat(queue.redrive(id)).isEqualTo(1);
        assertThat(waiting(source)).isEqualTo(1);
    }

    @Test
    void theTableHasALineForEachLetter() {
        var now = Instant.parse("2026-11-23T10:00:00Z");
        var conflict = new DeadLetter(
                "q-1", "conflict", "Taken.", Optional.of(COMPANY), Optional.of(ID), now.minus(Duration.ofDays(3)), "");
        var poison = new DeadLetter(
                "q-2", "unreadable", "No JSON.", Optional.empty(), Optional.empty(), now.minusSeconds(20), "");
        assertThat(Main.table(List.of(conflict, poison), now).lines().map(line -> line.split("\\s{2,}")))
                .containsExactly(
                        new String[] {"REASON", "COMPANY", "MESSAGE ID", "AGE", "DETAIL"},
                        new String[] {"conflict", COMPANY, ID, "3 d", "Taken."},
                        new String[] {"unreadable", "-", "q-2 (queue's)", "20 s", "No JSON."},
                        new String[] {"2 in the dead-letter queue"});
    }

    @Test
    void theCommandTakesItsQueuesFromTheEnvironment() {
        send(deadLetters, MESSAGE, Map.of("reason", "conflict"));
        var environment = Map.of("DEAD_LETTER_QUEUE_URL", deadLetters, "QUEUE_URL", source, "MESSAGE_ID", "");
        assertThat(Main.text("list", sqs, environment)).contains(ID).endsWith("1 in the dead-letter queue\n");
        assertThat(Main.text("redrive", sqs, environment)).isEqualTo("1 sent back\n");
        assertThat(Main.text("list", sqs, environment)).endsWith("0 in the dead-letter queue\n");
    }

    /** Receives until the queue has given the message up. */
    private void moveByReceiving() {
        var deadline = Instant.now().plusSeconds(10);
        while (waiting(deadLetters) == 0) {
            sqs.receiveMessage(request -> request.queueUrl(source).visibilityTimeout(0));
            assertThat(Instant.now()).isBefore(deadline);
        }
    }

    private static void send(String url, String body, Map<String, String> attributes) {
        sqs.sendMessage(request -> {
            request.queueUrl(url).messageBody(body);
            request.messageAttributes(attributes.entrySet().stream()
                    .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue()))));
        });
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static List<Message> receive(String url) {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
    }

    private static String newQueue(Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request ->
                        request.queueName(UUID.randomUUID().toString()).attributes(attributes))
                .queueUrl();
    }

    private static int waiting(String url) {
        return Integer.parseInt(attribute(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String arn(String url) {
        return attribute(url, QueueAttributeName.QUEUE_ARN);
    }

    private static String attribute(String url, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }
}
