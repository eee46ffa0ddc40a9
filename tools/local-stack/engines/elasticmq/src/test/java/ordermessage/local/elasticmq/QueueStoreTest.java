package ordermessage.local.elasticmq;

import static ordermessage.local.elasticmq.TestQueue.QUEUE;
import static ordermessage.local.elasticmq.TestQueue.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueStoreTest {
    @TempDir
    private Path folder;

    private QueueStore store;

    @BeforeEach
    void openStore() {
        store = TestQueue.storeIn(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aStatementThatFailedWorksAgainWhenItsCauseIsGone() {
        send("first", 1_000);

        assertThatThrownBy(() -> send("too large", 2_000_000)).isInstanceOf(StoreFullException.class);
        send("second", 1_000);

        assertThat(receive()).isEqualTo("first");
        assertThat(receive()).isEqualTo("second");
    }

    @Test
    void aTransactionThatFailedChangesNothing() {
        assertThatThrownBy(() -> send("too large", 2_000_000)).isInstanceOf(StoreFullException.class);

        var received = store.receive(QUEUE, 1, Long.MAX_VALUE, Duration.ZERO, SENT.plusSeconds(1));

        assertThat(received.messages()).isEmpty();
    }

    @Test
    void theMoveTasksOfAQueueAreNotThoseOfQueuesWithSimilarNames() {
        for (var source : List.of("dead_letters", "dead-letters", "Dead_letters")) {
            store.startMove(source, "destination", SENT);
        }

        assertThat(store.moveTasks("dead_letters"))
                .singleElement()
                .extracting(MoveTask::source)
                .isEqualTo("dead_letters");
        assertThat(store.moveTasks()).hasSize(3);
    }

    private void send(String id, int length) {
        store.send(QUEUE.name(), QueuedMessage.of(id, "x".repeat(length), "{}", null, null, SENT, SENT));
    }

    private String receive() {
        var received = store.receive(QUEUE, 1, Long.MAX_VALUE, Duration.ofSeconds(30), SENT.plusSeconds(1));
        return received.messages().getFirst().id();
    }
}
