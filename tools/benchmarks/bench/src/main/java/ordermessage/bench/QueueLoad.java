package ordermessage.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import ordermessage.local.Backlog;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue of the stack, filled and watched. */
record QueueLoad(LocalService local, Events events) {
    private static final int BATCH = 10;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    /** Longer than a record takes to come again. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** Puts messages into it. */
    void fill(int messages) {
        try (var threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
            for (var batch = 0; batch < messages / BATCH; batch++) {
                threads.execute(this::sendBatch);
            }
        }
    }

    /** Forgets what is in it. */
    void empty() {
        local.clients().sqs().purgeQueue(request -> request.queueUrl(local.queueUrl("Queue")));
    }

    /** @throws IllegalStateException when something is left in it after {@link #TIMEOUT} */
    void awaitEmpty() throws InterruptedException {
        if (!new Backlog(local, POLL_INTERVAL).awaitDrained(TIMEOUT)) {
            throw new IllegalStateException("The queue is not empty after " + TIMEOUT);
        }
    }

    private void sendBatch() {
        var entries = IntStream.range(0, BATCH)
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(events.message())
                        .build())
                .toList();
        local.clients()
                .sqs()
                .sendMessageBatch(
                        request -> request.queueUrl(local.queueUrl("Queue")).entries(entries));
    }
}
