package ordermessage.bench.measure;

import java.time.Duration;
import java.util.stream.IntStream;
import ordermessage.harness.Backlog;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue of the stack: fills it, purges it, and waits until it is empty. */
final class QueueUnderTest {
    private static final int BATCH_SIZE = 10;
    private static final int SENDERS = 8;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** Longer than the visibility timeout, after which a failed record is received again. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final SqsClient sqs;
    private final String url;
    private final SampleEvents events;

    QueueUnderTest(LocalService local, SampleEvents events) {
        this(local.clients().sqs(), local.queueUrl("Queue"), events);
    }

    QueueUnderTest(SqsClient sqs, String url, SampleEvents events) {
        this.sqs = sqs;
        this.url = url;
        this.events = events;
    }

    /**
     * Sends so many new messages to the queue, in batches of ten.
     *
     * @throws CallFailedException when the queue does not take a message
     */
    void fill(int messages) {
        LoadGenerator.makeCalls(SENDERS, messages / BATCH_SIZE, this::sendBatch);
    }

    /** Deletes all messages in the queue. */
    void purge() {
        sqs.purgeQueue(request -> request.queueUrl(url));
    }

    /** @throws CallFailedException when messages are left after {@link #TIMEOUT} */
    void awaitEmpty() {
        if (!new Backlog(sqs, url, POLL_INTERVAL).awaitDrained(TIMEOUT)) {
            throw new CallFailedException("The queue is not empty after " + TIMEOUT);
        }
    }

    private void sendBatch() {
        var entries = IntStream.range(0, BATCH_SIZE)
                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .messageBody(events.message())
                        .build())
                .toList();
        var refused = sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries))
                .failed();
        if (!refused.isEmpty()) {
            throw new CallFailedException("The queue refused %d of ten messages: %s"
                    .formatted(refused.size(), refused.getFirst().message()));
        }
    }
}
