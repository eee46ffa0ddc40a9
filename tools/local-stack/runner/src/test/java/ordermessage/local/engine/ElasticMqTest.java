package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class ElasticMqTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @TempDir
    static Path data;

    private static Engine engine;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        engine = Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(data, 0));
        sqs = TestEngines.client(SqsClient.builder(), engine);
    }

    @AfterAll
    static void end() {
        sqs.close();
        engine.close();
    }

    @Test
    void everyAcknowledgedMessageSurvivesAKill() {
        var queue = newQueue(Map.of());
        for (var i = 0; i < 50; i++) {
            send(queue, "message " + i);
        }

        engine.restart();

        assertThat(waiting(queue)).isEqualTo(50);
    }

    @Test
    void aQueueKeepsItsAttributesAfterAKill() {
        var queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77"));
        engine.restart();

        assertThat(attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
    }

    @Test
    void theUrlAndTheArnOfAQueueContainTheAddressAndTheRegion() {
        var queue = newQueue(Map.of());

        assertThat(queue).startsWith(engine.endpoint().toString());
        assertThat(arn(queue)).startsWith("arn:aws:sqs:" + TestEngines.REGION + ":");
    }

    @Test
    void aMessageMayHaveOneMebibyteAndNotMore() {
        var queue = newQueue(Map.of());

        send(queue, "x".repeat(1_048_576));

        assertThatThrownBy(() -> send(queue, "x".repeat(1_048_577))).isInstanceOf(SqsException.class);
    }

    @Test
    void aMessageThatKeepsFailingMovesToTheDeadLetterQueueAndCanBeRedriven() {
        var deadLetters = newQueue(Map.of());
        var redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}".formatted(arn(deadLetters));
        var queue = newQueue(
                Map.of(QueueAttributeName.REDRIVE_POLICY, redrive, QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        send(queue, "poison");

        await().until(() -> receive(queue).isEmpty() && waiting(deadLetters) == 1);
        sqs.startMessageMoveTask(request -> request.sourceArn(arn(deadLetters)).destinationArn(arn(queue)));

        await().until(() -> waiting(queue) == 1 && waiting(deadLetters) == 0);
        assertThat(receive(queue)).containsExactly("poison");
    }

    @Test
    void aMessageKeepsItsGroupInTheDeadLetterQueueAndAfterARedrive() {
        var deadLetters = newQueue(Map.of());
        var queue = newQueue(redriveTo(deadLetters, 1));
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("poison").messageGroupId("company"));

        await().until(() -> receive(queue).isEmpty() && waiting(deadLetters) == 1);
        assertThat(groups(deadLetters)).containsExactly("company");
        redrive(deadLetters, queue);

        await().until(() -> waiting(queue) == 1);
        assertThat(groups(queue)).containsExactly("company");
    }

    @Test
    void aMessageThatALongPollMovesToTheDeadLetterQueueIsOnlyThereAfterARestart() {
        var deadLetters = newQueue(Map.of());
        var queue = newQueue(redriveTo(deadLetters, 1));
        send(queue, "poison");
        assertThat(receive(queue)).containsExactly("poison");
        // This poll returns no message, because the only message moves.
        sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(1));
        assertThat(waiting(deadLetters)).isEqualTo(1);

        engine.restart();

        assertThat(waiting(queue)).isZero();
        assertThat(receive(deadLetters)).containsExactly("poison");
    }

    @Test
    void messagesSentAfterARedriveSurviveARestart() {
        var deadLetters = newQueue(Map.of());
        var queue = newQueue(redriveTo(deadLetters, 1));
        send(queue, "fixed");
        await().until(() -> receive(queue).isEmpty() && waiting(deadLetters) == 1);
        redrive(deadLetters, queue);
        await().until(() -> waiting(queue) == 1);
        deleteOne(queue);
        for (var i = 0; i < 10; i++) {
            send(queue, "later " + i);
        }

        engine.restart();

        assertThat(waiting(queue)).isEqualTo(10);
        assertThat(waiting(deadLetters)).isZero();
    }

    @Test
    void aRedriveThatAKillInterruptsContinuesAndLosesNothing() {
        var deadLetters = newQueue(Map.of());
        var queue = newQueue(Map.of());
        for (var i = 0; i < 300; i++) {
            send(deadLetters, "message " + i);
        }
        redrive(deadLetters, queue);

        engine.restart();

        await().until(() -> waiting(queue) == 300);
        assertThat(waiting(deadLetters)).isZero();
        assertThat(sqs.listMessageMoveTasks(request -> request.sourceArn(arn(deadLetters)))
                        .results())
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.status()).isEqualTo("COMPLETED");
                    assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(300);
                });
    }

    @Test
    void theSizeLimitCountsBytesAndAttributes() {
        var queue = newQueue(Map.of());

        assertThatThrownBy(() -> send(queue, "€".repeat(349_526))).isInstanceOf(SqsException.class);
        assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(queue)
                        .messageBody("x".repeat(1_048_576))
                        .messageAttributes(Map.of("a", text("b")))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void aMessageKeepsItsAttributesAndItsGroup() {
        var queue = newQueue(Map.of());
        var attributes = Map.of(
                "reason",
                text("conflict"),
                "size",
                MessageAttributeValue.builder()
                        .dataType("Number")
                        .stringValue("12")
                        .build(),
                "bytes",
                MessageAttributeValue.builder()
                        .dataType("Binary.gzip")
                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                        .build());
        sqs.sendMessage(request -> request.queueUrl(queue)
                .messageBody("body")
                .messageGroupId("company")
                .messageAttributes(attributes));

        engine.restart();

        var message = sqs.receiveMessage(request -> request.queueUrl(queue)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();
        assertThat(message.messageAttributes()).isEqualTo(attributes);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "company");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKey(MessageSystemAttributeName.SENT_TIMESTAMP)
                .containsKey(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    void aLongPollGetsAMessageAsSoonAsItIsSent() throws Exception {
        var queue = newQueue(Map.of());
        var poll = CompletableFuture.supplyAsync(
                () -> sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(20))
                        .messages());

        send(queue, "news");

        assertThat(poll.get(15, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("news");
    }

    @Test
    void anOldReceiptHandleDeletesNothing() {
        var queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        send(queue, "twice");
        var first = sqs.receiveMessage(request -> request.queueUrl(queue))
                .messages()
                .getFirst();
        assertThat(receive(queue)).containsExactly("twice");

        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(first.receiptHandle()));

        assertThat(waiting(queue)).isEqualTo(1);
    }

    @Test
    void aQueueCannotBeItsOwnDeadLetterQueue() {
        var queue = newQueue(Map.of());
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributes(redriveTo(queue, 1)));

        assertThat(sqs.getQueueAttributes(
                                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                        .attributes())
                .isEmpty();
    }

    private static Map<QueueAttributeName, String> redriveTo(String deadLetters, int maxReceiveCount) {
        return Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn(deadLetters), maxReceiveCount),
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0");
    }

    /** Receives messages, which stay visible, and returns their groups. */
    private static List<String> groups(String queue) {
        return sqs
                .receiveMessage(request -> request.queueUrl(queue)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .toList();
    }

    private static void redrive(String deadLetters, String queue) {
        sqs.startMessageMoveTask(request -> request.sourceArn(arn(deadLetters)).destinationArn(arn(queue)));
    }

    private static void deleteOne(String queue) {
        var message = sqs.receiveMessage(request -> request.queueUrl(queue))
                .messages()
                .getFirst();
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(TIMEOUT);
    }

    private static String newQueue(Map<QueueAttributeName, String> attributes) {
        var name = UUID.randomUUID().toString();
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static void send(String queue, String body) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private static List<String> receive(String queue) {
        var received = sqs.receiveMessage(request -> request.queueUrl(queue));
        return received.messages().stream().map(Message::body).toList();
    }

    private static int waiting(String queue) {
        return Integer.parseInt(attribute(queue, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String arn(String queue) {
        return attribute(queue, QueueAttributeName.QUEUE_ARN);
    }

    private static String attribute(String queue, QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(name))
                .attributes()
                .get(name);
    }
}
