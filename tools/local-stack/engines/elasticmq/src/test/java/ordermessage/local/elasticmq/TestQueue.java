package ordermessage.local.elasticmq;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A store with one queue, for tests. */
final class TestQueue {
    /** The time at which the queue was created and the first messages are sent. */
    static final Instant SENT = Instant.parse("2026-11-26T12:00:00Z");

    static final Queue QUEUE =
            new Queue("orders", Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO, SENT, SENT, null);

    private TestQueue() {}

    /** Creates a store of at most 1 MiB in an empty folder. */
    static QueueStore storeIn(Path folder) {
        var store = QueueStore.open(folder.resolve("queues.db"), 1 << 20);
        store.save(QUEUE);
        return store;
    }
}
