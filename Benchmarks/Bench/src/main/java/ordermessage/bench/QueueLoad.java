package ordermessage.bench;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The queue of the stack, filled and watched. */
record QueueLoad(LocalService local, Events events) {
    private static final int BATCH = 10;

    /** Puts messages into it. */
    void fill(int messages) {
        try (var threads = Executors.newFixedThreadPool(8, Thread.ofVirtual().factory())) {
            for (var batch = 0; batch < messages / BATCH; batch++) {
                threads.execute(this::sendBatch);
            }
        }
    }

    /** Returns when nothing is left in it. */
    void awaitEmpty() throws InterruptedException {
        while (size() > 0) {
            Thread.sleep(20);
        }
    }

    private void sendBatch() {
        var entries = IntStream.range(0, BATCH)
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(events.message())
                        .build())
                .toList();
        local.clients().sqs().sendMessageBatch(request -> request.queueUrl(local.queueUrl("Queue"))
                .entries(entries));
    }

    private int size() {
        var attributes = local.clients()
                .sqs()
                .getQueueAttributes(
                        request -> request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.get(name));
    }
}
