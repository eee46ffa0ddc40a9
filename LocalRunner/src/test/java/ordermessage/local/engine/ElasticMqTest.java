package ordermessage.local.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

@Timeout(60)
class ElasticMqTest {
    @TempDir
    static Path data;

    private static Engine engine;
    private static SqsClient sqs;

    @BeforeAll
    static void start() {
        engine = Engine.start(new ElasticMq(Trial.REGION), Trial.place(data, 0));
        sqs = Trial.client(SqsClient.builder(), engine);
    }

    @AfterAll
    static void end() {
        sqs.close();
        engine.close();
    }

    @Test
    void everyAcknowledgedMessageIsThereAtOnceAfterAKill() {
        var queue = newQueue(Map.of());
        for (var number = 0; number < 50; number++) {
            send(queue, "message " + number);
        }

        engine.restart();

        assertThat(waiting(queue)).isEqualTo(50);
    }

    @Test
    void aQueueKeepsItsAttributesWhenItIsKilled() {
        var queue = newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "77"));
        // The engine answers before it has written the queue itself down, unlike a message.
        waitUntil(() -> isOnDisk(queue.substring(queue.lastIndexOf('/') + 1)));

        engine.restart();

        assertThat(attribute(queue, QueueAttributeName.VISIBILITY_TIMEOUT)).isEqualTo("77");
    }

    @Test
    void aQueuesUrlAndArnNameTheAddressAndTheRegion() {
        var queue = newQueue(Map.of());

        assertThat(queue).startsWith(engine.endpoint().toString());
        assertThat(arn(queue)).startsWith("arn:aws:sqs:" + Trial.REGION + ":");
    }

    @Test
    void aQueueTakesOneMebibyteAndNoMore() {
        var queue = newQueue(Map.of());

        send(queue, "x".repeat(1_048_576));

        assertThatThrownBy(() -> send(queue, "x".repeat(1_048_577))).isInstanceOf(SqsException.class);
    }

    @Test
    void aMessageThatKeepsFailingMovesToTheDeadLetterQueueAndBackWhenAsked() {
        var deadLetters = newQueue(Map.of());
        var redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}".formatted(arn(deadLetters));
        var queue = newQueue(
                Map.of(QueueAttributeName.REDRIVE_POLICY, redrive, QueueAttributeName.VISIBILITY_TIMEOUT, "0"));
        send(queue, "poison");

        waitUntil(() -> receive(queue).isEmpty() && waiting(deadLetters) == 1);
        sqs.startMessageMoveTask(request -> request.sourceArn(arn(deadLetters)).destinationArn(arn(queue)));

        waitUntil(() -> waiting(queue) == 1 && waiting(deadLetters) == 0);
        assertThat(receive(queue)).containsExactly("poison");
    }

    @Test
    void aDatabaseThatCannotBeReadIsAnErrorAndNotAnEmptyQueue(@TempDir Path broken) throws IOException {
        Files.writeString(broken.resolve("messages.mv.db"), "no database");

        assertThatThrownBy(() -> Engine.start(new ElasticMq(Trial.REGION), Trial.place(broken, 0)))
                .isInstanceOf(EngineFailed.class)
                .hasMessage("ElasticMq (for SQS) did not start: it ended with code 1; its log says why");
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

    private static boolean isOnDisk(String text) {
        try {
            return Files.readString(data.resolve("messages.mv.db"), ISO_8859_1).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void waitUntil(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for too long").isLessThan(deadline);
        }
    }
}
