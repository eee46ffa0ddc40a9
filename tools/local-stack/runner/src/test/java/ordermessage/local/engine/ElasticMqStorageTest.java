package ordermessage.local.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Tests ElasticMQ with databases that are large, full, deleted or damaged. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class ElasticMqStorageTest {
    private static final long LARGE_STORE = 1L << 30;

    /** In MiB. */
    private static final int SMALL_HEAP = 64;

    /** The number of messages of 1 MiB that do not fit into a small heap, because each takes 2 MiB in Java. */
    private static final int LARGE_BACKLOG = 40;

    @Test
    void aDatabaseThatCannotBeReadIsAnErrorAndNotAnEmptyQueue(@TempDir Path broken) throws IOException {
        Files.writeString(broken.resolve("queues.db"), "This is not a database. ".repeat(100));

        assertThatThrownBy(() -> Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(broken, 0)))
                .isInstanceOf(EngineFailedException.class)
                .hasMessageStartingWith("ElasticMQ (for SQS) did not start: it exited with code 1 (")
                .hasMessageContaining("queues.db cannot be used: ")
                .hasMessageContaining("file is not a database");
    }

    @Test
    void aBacklogLargerThanTheEnginesMemorySurvivesARestartAndDrains(@TempDir Path large) {
        // One character that needs two bytes makes Java use two bytes for each character of the text.
        var body = "€" + "x".repeat(1_048_000);
        try (var small = Engine.start(
                        new ElasticMq(TestEngines.REGION, LARGE_STORE, SMALL_HEAP), TestEngines.settings(large, 0));
                var client = TestEngines.client(SqsClient.builder(), small)) {
            var queue =
                    client.createQueue(request -> request.queueName("large")).queueUrl();
            times(
                    LARGE_BACKLOG,
                    () -> client.sendMessage(request -> request.queueUrl(queue).messageBody(body)));

            small.restart();

            times(
                    LARGE_BACKLOG,
                    () -> assertThat(receiveAndDelete(client, queue)).isEqualTo(body));
            assertThat(client.receiveMessage(request -> request.queueUrl(queue)).messages())
                    .isEmpty();
        }
    }

    @Test
    void aFullStoreRefusesMessagesAndTakesThemAgainWhenThereIsRoom(@TempDir Path small) {
        try (var full = Engine.start(new ElasticMq(TestEngines.REGION, 8 << 20, 256), TestEngines.settings(small, 0));
                var client = TestEngines.client(SqsClient.builder(), full)) {
            var queue =
                    client.createQueue(request -> request.queueName("small")).queueUrl();
            var accepted = 0;
            SqsException refusal = null;
            while (refusal == null) {
                try {
                    client.sendMessage(request -> request.queueUrl(queue).messageBody("x".repeat(1_000_000)));
                    accepted++;
                } catch (SqsException e) {
                    refusal = e;
                }
            }
            assertThat(refusal.statusCode()).isEqualTo(503);

            receiveAndDelete(client, queue);
            client.sendMessage(request -> request.queueUrl(queue).messageBody("again"));
            full.restart();

            for (var i = 1; i < accepted; i++) {
                assertThat(receiveAndDelete(client, queue)).hasSize(1_000_000);
            }
            assertThat(receiveAndDelete(client, queue)).isEqualTo("again");
        }
    }

    /** @return the body of the deleted message */
    private static String receiveAndDelete(SqsClient client, String queue) {
        var message = client.receiveMessage(request -> request.queueUrl(queue))
                .messages()
                .getFirst();
        client.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
        return message.body();
    }

    @Test
    void anEngineWhoseDatabaseWasDeletedAcknowledgesNothing(@TempDir Path lost) throws IOException {
        try (var broken = Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(lost, 0));
                var client = TestEngines.client(SqsClient.builder(), broken)) {
            var queue = client.createQueue(request -> request.queueName("lost")).queueUrl();

            Files.delete(lost.resolve("queues.db"));

            assertThatThrownBy(() -> client.sendMessage(
                            request -> request.queueUrl(queue).messageBody("never stored")))
                    .isInstanceOf(SqsException.class);
        }
    }

    /**
     * Runs the action so many times on two threads. Each leaves a connection that a restart breaks, and the SDK makes only
     * four attempts for a request.
     */
    private static void times(int count, Runnable action) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var runs = IntStream.range(0, count)
                    .mapToObj(i -> CompletableFuture.runAsync(action, threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(runs).join();
        }
    }
}
