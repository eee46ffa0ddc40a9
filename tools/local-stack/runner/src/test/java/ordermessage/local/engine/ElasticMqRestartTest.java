package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Tests what ElasticMQ keeps when it is killed. Its start takes most of the time of a test, so all queues are prepared first,
 * and it is killed once.
 */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class ElasticMqRestartTest {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final int ACKNOWLEDGED = 50;
    private static final int AFTER_REDRIVE = 10;
    private static final int IN_REDRIVE = 300;

    private static final Map<String, MessageAttributeValue> ATTRIBUTES = Map.of(
            "reason",
            MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue("conflict")
                    .build(),
            "size",
            MessageAttributeValue.builder().dataType("Number").stringValue("12").build(),
            "bytes",
            MessageAttributeValue.builder()
                    .dataType("Binary.gzip")
                    .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                    .build());

    @TempDir
    static Path data;

    private static Engine engine;
    private static SqsClient sqs;

    private static TestQueue acknowledged;
    private static TestQueue withAttributes;
    private static TestQueue withMessageAttributes;
    private static TestQueue movedByLongPoll;
    private static TestQueue movedByLongPollTo;
    private static TestQueue redriven;
    private static TestQueue redrivenFrom;
    private static TestQueue inRedrive;
    private static TestQueue inRedriveFrom;

    @BeforeAll
    static void killAndRestart() {
        engine = Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(data, 0));
        sqs = TestEngines.client(SqsClient.builder(), engine);
        acknowledged = newQueue(Map.of());
        send(acknowledged, ACKNOWLEDGED);
        withAttributes = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77"));
        withMessageAttributes = newQueue(Map.of());
        sqs.sendMessage(request -> request.queueUrl(withMessageAttributes.url())
                .messageBody("body")
                .messageGroupId("company")
                .messageAttributes(ATTRIBUTES));
        moveByLongPoll();
        sendAfterRedrive();
        // The last step, so that the kill interrupts it.
        startRedrive();

        engine.restart();
    }

    private static void moveByLongPoll() {
        movedByLongPollTo = newQueue(Map.of());
        movedByLongPoll = movedByLongPollTo.createSource(1);
        movedByLongPoll.send("poison");
        assertThat(movedByLongPoll.receive()).containsExactly("poison");
        // This poll returns no message, because the only message moves.
        sqs.receiveMessage(request -> request.queueUrl(movedByLongPoll.url()).waitTimeSeconds(1));
        assertThat(movedByLongPollTo.waiting()).isEqualTo(1);
    }

    private static void sendAfterRedrive() {
        redrivenFrom = newQueue(Map.of());
        redriven = redrivenFrom.createSource(1);
        redriven.send("fixed");
        await().until(() -> redriven.receive().isEmpty() && redrivenFrom.waiting() == 1);
        redrivenFrom.startRedriveTo(redriven);
        await().until(() -> redriven.waiting() == 1);
        redriven.deleteOne();
        send(redriven, AFTER_REDRIVE);
    }

    private static void startRedrive() {
        inRedriveFrom = newQueue(Map.of());
        inRedrive = newQueue(Map.of());
        send(inRedriveFrom, IN_REDRIVE);
        inRedriveFrom.startRedriveTo(inRedrive);
    }

    @AfterAll
    static void end() {
        sqs.close();
        engine.close();
    }

    @Test
    void everyAcknowledgedMessageSurvivesAKill() {
        assertThat(acknowledged.waiting()).isEqualTo(ACKNOWLEDGED);
    }

    @Test
    void aQueueKeepsItsAttributesAfterAKill() {
        assertThat(withAttributes.attribute(QueueAttributeName.VISIBILITY_TIMEOUT))
                .isEqualTo("77");
    }

    @Test
    void aMessageKeepsItsAttributesAndItsGroup() {
        var message = sqs.receiveMessage(request -> request.queueUrl(withMessageAttributes.url())
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .getFirst();

        assertThat(message.messageAttributes()).isEqualTo(ATTRIBUTES);
        assertThat(message.attributes()).containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "company");
        assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")
                .containsKey(MessageSystemAttributeName.SENT_TIMESTAMP)
                .containsKey(MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP);
    }

    @Test
    void aMessageThatALongPollMovesToTheDeadLetterQueueIsOnlyThereAfterARestart() {
        assertThat(movedByLongPoll.waiting()).isZero();
        assertThat(movedByLongPollTo.receive()).containsExactly("poison");
    }

    @Test
    void messagesSentAfterARedriveSurviveARestart() {
        assertThat(redriven.waiting()).isEqualTo(AFTER_REDRIVE);
        assertThat(redrivenFrom.waiting()).isZero();
    }

    @Test
    void aRedriveThatAKillInterruptsContinuesAndLosesNothing() {
        await().until(() -> inRedrive.waiting() == IN_REDRIVE);
        assertThat(inRedriveFrom.waiting()).isZero();
        // The task ends a moment after its last message has moved.
        await().untilAsserted(() -> assertThat(
                        sqs.listMessageMoveTasks(request -> request.sourceArn(inRedriveFrom.arn()))
                                .results())
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.status()).isEqualTo("COMPLETED");
                    assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(IN_REDRIVE);
                }));
    }

    private static TestQueue newQueue(Map<QueueAttributeName, String> attributes) {
        return TestQueue.create(sqs, attributes);
    }

    private static void send(TestQueue queue, int count) {
        for (var i = 0; i < count; i++) {
            queue.send("message " + i);
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(TIMEOUT);
    }
}
