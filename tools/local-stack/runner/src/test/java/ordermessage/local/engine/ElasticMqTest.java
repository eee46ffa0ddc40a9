package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
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
    void theUrlAndTheArnOfAQueueContainTheAddressAndTheRegion() {
        var queue = newQueue(Map.of());

        assertThat(queue.url()).startsWith(engine.endpoint().toString());
        assertThat(queue.arn()).startsWith("arn:aws:sqs:" + TestEngines.REGION + ":");
    }

    @Test
    void aMessageMayHaveOneMebibyteAndNotMore() {
        var queue = newQueue(Map.of());

        queue.send("x".repeat(1_048_576));

        assertThatThrownBy(() -> queue.send("x".repeat(1_048_577))).isInstanceOf(SqsException.class);
    }

    @Test
    void aMessageThatKeepsFailingMovesToTheDeadLetterQueueAndCanBeRedriven() {
        var deadLetters = newQueue(Map.of());
        var redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}".formatted(deadLetters.arn());
        var queue = newQueue(
                Map.of(QueueAttributeName.REDRIVE_POLICY, redrive, QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        queue.send("poison");

        await().until(() -> queue.receive().isEmpty() && deadLetters.waiting() == 1);
        deadLetters.startRedriveTo(queue);

        await().until(() -> queue.waiting() == 1 && deadLetters.waiting() == 0);
        assertThat(queue.receive()).containsExactly("poison");
    }

    @Test
    void aMessageKeepsItsGroupInTheDeadLetterQueueAndAfterARedrive() {
        var deadLetters = newQueue(Map.of());
        var queue = deadLetters.createSource(1);
        sqs.sendMessage(
                request -> request.queueUrl(queue.url()).messageBody("poison").messageGroupId("company"));

        await().until(() -> queue.receive().isEmpty() && deadLetters.waiting() == 1);
        assertThat(deadLetters.groups()).containsExactly("company");
        deadLetters.startRedriveTo(queue);

        await().until(() -> queue.waiting() == 1);
        assertThat(queue.groups()).containsExactly("company");
    }

    @Test
    void theSizeLimitCountsBytesAndAttributes() {
        var queue = newQueue(Map.of());

        assertThatThrownBy(() -> queue.send("€".repeat(349_526))).isInstanceOf(SqsException.class);
        assertThatThrownBy(() -> sqs.sendMessage(request -> request.queueUrl(queue.url())
                        .messageBody("x".repeat(1_048_576))
                        .messageAttributes(Map.of(
                                "a",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("b")
                                        .build()))))
                .isInstanceOf(SqsException.class);
    }

    @Test
    void aLongPollGetsAMessageAsSoonAsItIsSent() throws Exception {
        var queue = newQueue(Map.of());
        var poll = CompletableFuture.supplyAsync(() -> sqs.receiveMessage(
                        request -> request.queueUrl(queue.url()).waitTimeSeconds(20))
                .messages());

        queue.send("news");

        assertThat(poll.get(15, TimeUnit.SECONDS)).extracting(Message::body).containsExactly("news");
    }

    @Test
    void anOldReceiptHandleDeletesNothing() {
        var queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        queue.send("twice");
        var first = sqs.receiveMessage(request -> request.queueUrl(queue.url()))
                .messages()
                .getFirst();
        assertThat(queue.receive()).containsExactly("twice");

        sqs.deleteMessage(request -> request.queueUrl(queue.url()).receiptHandle(first.receiptHandle()));

        assertThat(queue.waiting()).isEqualTo(1);
    }

    @Test
    void aQueueCannotBeItsOwnDeadLetterQueue() {
        var queue = newQueue(Map.of());
        sqs.setQueueAttributes(request -> request.queueUrl(queue.url()).attributes(queue.sourceAttributes(1)));

        assertThat(sqs.getQueueAttributes(request ->
                                request.queueUrl(queue.url()).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                        .attributes())
                .isEmpty();
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(TIMEOUT);
    }

    private static TestQueue newQueue(Map<QueueAttributeName, String> attributes) {
        return TestQueue.create(sqs, attributes);
    }
}
