package ordermessage.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonElement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import ordermessage.local.engine.ElasticMq;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.TestEngines;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Tag("processes")
class DeadLettersTest {
    private static final int MEBIBYTE = 1 << 20;

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "reason", "conflict",
            "detail", "Taken.",
            "company_id", "the company",
            "message_id", "the message",
            "received_at", "2026-11-20T10:00:00Z",
            "content_encoding", "base64");

    private static Engine engine;
    private static SqsClient sqs;

    private String source;
    private String deadLetters;
    private DeadLetters letters;

    @BeforeAll
    static void start(@TempDir Path data) {
        engine = Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(data, 0));
        sqs = TestEngines.client(SqsClient.builder(), engine);
    }

    @AfterAll
    static void stop() {
        sqs.close();
        engine.close();
    }

    @BeforeEach
    void newQueues() {
        source = newQueue();
        deadLetters = newQueue();
        letters = new DeadLetters(sqs, deadLetters, source);
    }

    /** A message that is short gets the time of its first arrival. One of 1 MiB has no room for it. */
    @Test
    void aMessageOfOneMebibyteIsRedriven() {
        send("x".repeat(MEBIBYTE), Map.of());
        send("short", Map.of());

        assertThat(letters.redriveAll()).isEqualTo(2);

        var messages = new ArrayList<Message>();
        // An answer of SQS has at most 1 MiB of messages.
        while (messages.size() < 2) {
            messages.addAll(receive());
        }
        assertThat(messages)
                .extracting(
                        message -> message.body().length(),
                        message -> message.messageAttributes().containsKey("received_at"))
                .containsExactlyInAnyOrder(tuple(MEBIBYTE, false), tuple(5, true));
    }

    @Test
    void aRedrivenMessageLosesWhatIsTrueOnlyInTheDeadLetterQueue() {
        send("body", ATTRIBUTES);

        letters.redriveAll();

        assertThat(receive())
                .singleElement()
                .satisfies(message ->
                        assertThat(message.messageAttributes()).containsOnlyKeys("received_at", "content_encoding"));
    }

    @Test
    void aDeadLetterShowsWhatTheProcessorSaysOfIt() {
        send("body", ATTRIBUTES);

        assertThat(letters.json())
                .singleElement()
                .extracting(JsonElement::getAsJsonObject)
                .satisfies(letter -> assertThat(List.of("reason", "detail", "company", "message"))
                        .extracting(name -> letter.get(name).getAsString())
                        .containsExactly("conflict", "Taken.", "the company", "the message"));
    }

    @Test
    void aDeadLetterOfManyIsRedriven() {
        sendMany(150);
        var shown = letters.json();

        for (var letter : List.of(shown.get(99), shown.get(0))) {
            assertThat(letters.redrive(letter.getAsJsonObject().get("id").getAsString()))
                    .isOne();
        }

        assertThat(size(source)).isEqualTo(2);
        assertThat(size(deadLetters)).isEqualTo(148);
        assertThat(letters.redrive("no such id")).isZero();
        assertThat(size(deadLetters)).isEqualTo(148);
    }

    @Test
    void atMostOneHundredDeadLettersAreShownAndAllAreRedriven() {
        sendMany(150);

        assertThat(letters.json()).hasSize(100);
        assertThat(letters.redriveAll()).isEqualTo(150);

        assertThat(size(source)).isEqualTo(150);
        assertThat(size(deadLetters)).isZero();
    }

    @Test
    @Timeout(60)
    void aDeadLetterThatComesBackIsRedrivenOnce() {
        sendMany(20);

        assertThat(new DeadLetters(sqs, deadLetters, deadLetters).redriveAll()).isEqualTo(20);

        assertThat(size(deadLetters)).isEqualTo(20);
    }

    private static String newQueue() {
        return sqs.createQueue(queue -> queue.queueName(UUID.randomUUID().toString()))
                .queueUrl();
    }

    private void send(String body, Map<String, String> attributes) {
        var values = attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build()));
        sqs.sendMessage(
                message -> message.queueUrl(deadLetters).messageBody(body).messageAttributes(values));
    }

    private void sendMany(int count) {
        for (var i = 0; i < count; i++) {
            send("body " + i, Map.of());
        }
    }

    private static int size(String queue) {
        return Integer.parseInt(sqs.getQueueAttributes(request ->
                        request.queueUrl(queue).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request ->
                        request.queueUrl(source).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
    }
}
