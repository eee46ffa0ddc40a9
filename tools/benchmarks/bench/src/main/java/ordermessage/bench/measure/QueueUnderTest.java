package ordermessage.bench.measure;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import ordermessage.harness.Backlog;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue of the stack: fills it, purges it, and waits until it is empty. */
final class QueueUnderTest {
    private static final int BATCH_SIZE = 10;
    private static final int SENDERS = 8;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** Longer than the visibility timeout, after which a failed record is received again. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final LocalService local;
    private final SampleEvents events;

    QueueUnderTest(LocalService local, SampleEvents events) {
        this.local = local;
        this.events = events;
    }

    /** Sends so many new messages to the queue, in batches of ten. */
    void fill(int messages) {
        try (var threads =
                Executors.newFixedThreadPool(SENDERS, Thread.ofVirtual().factory())) {
            for (var i = 0; i < messages / BATCH_SIZE; i++) {
                threads.execute(this::sendBatch);
            }
        }
    }

    /** Deletes all messages in the queue. */
    void purge() {
        local.clients().sqs().purgeQueue(request -> request.queueUrl(local.queueUrl("Queue")));
    }

    /** @throws IllegalStateException when messages are left after {@link #TIMEOUT} */
    void awaitEmpty() {
        if (!new Backlog(local, POLL_INTERVAL).awaitDrained(TIMEOUT)) {
            throw new IllegalStateException("The queue is not empty after " + TIMEOUT);
        }
    }

    private void sendBatch() {
        var entries = IntStream.range(0, BATCH_SIZE)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(events.message())
                        .build())
                .toList();
        local.clients()
                .sqs()
                .sendMessageBatch(
                        request -> request.queueUrl(local.queueUrl("Queue")).entries(entries));
    }
}
