package ordermessage.local.elasticmq;

import static ordermessage.local.elasticmq.TestQueue.QUEUE;
import static ordermessage.local.elasticmq.TestQueue.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldestMessagesTest {
    @TempDir
    private Path folder;

    private Path file;
    private QueueStore store;

    @BeforeEach
    void openStore() {
        file = folder.resolve("oldest-messages");
        store = TestQueue.storeIn(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void theOldestMessageOfAQueueHasALine() {
        send("first", SENT);
        send("second", SENT.plusSeconds(60));

        new OldestMessages(store::oldestSent, file).update();

        assertThat(file).hasContent("orders=" + SENT.toEpochMilli());
    }

    @Test
    void theFileOfAnEarlierProcessIsReplacedAlthoughTheQueuesAreEmpty() throws IOException {
        Files.writeString(file, "orders=" + SENT.toEpochMilli());

        new OldestMessages(store::oldestSent, file).update();

        assertThat(file).isEmptyFile();
    }

    @Test
    void aQueueHasNoLineWhenItsLastMessageIsDeleted() {
        send("first", SENT);
        var messages = new OldestMessages(store::oldestSent, file);
        messages.update();

        store.purge(QUEUE.name());
        messages.update();

        assertThat(file).isEmptyFile();
    }

    @Test
    void aMessageThatWasReceivedThreeTimesDoesNotCount() {
        send("first", SENT);
        var messages = new OldestMessages(store::oldestSent, file);

        receive(2);
        messages.update();
        assertThat(file).hasContent("orders=" + SENT.toEpochMilli());

        receive(1);
        messages.update();
        assertThat(file).isEmptyFile();
    }

    @Test
    void theStoreIsAskedAgainOnlyAfterTheInterval() throws Exception {
        var interval = Duration.ofMillis(100);
        var questions = new LinkedBlockingQueue<Instant>();
        var messages = new OldestMessages(
                () -> {
                    questions.add(Instant.now());
                    return store.oldestSent();
                },
                file);

        try (var _ = messages.start(interval)) {
            assertThat(questions.take()).isBeforeOrEqualTo(questions.take().minus(interval));
        }
    }

    private void send(String id, Instant sent) {
        store.send(QUEUE.name(), QueuedMessage.of(id, "body", "{}", null, null, sent, sent));
    }

    private void receive(int times) {
        for (var i = 0; i < times; i++) {
            var received = store.receive(QUEUE, 1, Long.MAX_VALUE, Duration.ZERO, SENT.plusSeconds(1));
            assertThat(received.messages()).hasSize(1);
        }
    }
}
