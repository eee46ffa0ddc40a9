package ordermessage.local.monitor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ordermessage.local.template.Resource.Queue;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Reads the number of messages in each queue, and the age of the oldest. The queue engine answers the first as SQS does.
 * SQS does not return the age, so the engine writes the time of the oldest message of each queue into a file.
 */
public final class QueueGauges implements Runnable {
    private final SqsClient sqs;
    private final List<Queue> queues;
    private final UnaryOperator<String> urls;
    private final Path oldestMessages;
    private final Metrics metrics;
    private final InstantSource clock;

    /**
     * @param urls returns the URL of the queue with a logical id
     * @param oldestMessages the engine's file: a line {@code <queue>=<milliseconds since 1970>} for each queue that has
     *     messages that were received fewer than three times
     * @param clock tells the time to which the age is counted
     */
    public QueueGauges(
            SqsClient sqs,
            List<Queue> queues,
            UnaryOperator<String> urls,
            Path oldestMessages,
            Metrics metrics,
            InstantSource clock) {
        this.sqs = sqs;
        this.queues = List.copyOf(queues);
        this.urls = urls;
        this.oldestMessages = oldestMessages;
        this.metrics = metrics;
        this.clock = clock;
        for (var queue : queues) {
            metrics.declare(AwsMetric.OfQueue.VISIBLE_MESSAGES.of(queue));
            metrics.declare(AwsMetric.OfQueue.AGE_OF_OLDEST_MESSAGE.of(queue));
        }
    }

    /** Records the current values. A queue that does not answer has no value. */
    @Override
    public void run() {
        var oldest = oldestMessages();
        for (var queue : queues) {
            recordCount(queue);
            if (oldest.containsKey(queue.name())) {
                var milliseconds = clock.millis() - oldest.get(queue.name());
                metrics.record(AwsMetric.OfQueue.AGE_OF_OLDEST_MESSAGE.of(queue), Math.max(0, milliseconds / 1000.0));
            }
        }
    }

    private void recordCount(Queue queue) {
        try {
            var count = sqs.getQueueAttributes(request -> request.queueUrl(urls.apply(queue.logicalId()))
                            .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                    .attributes()
                    .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
            metrics.record(AwsMetric.OfQueue.VISIBLE_MESSAGES.of(queue), Double.parseDouble(count));
        } catch (SdkException e) {
            // The engine is starting again, or the stack shuts down. The next sample has a value.
        }
    }

    private Map<String, Long> oldestMessages() {
        var times = new HashMap<String, Long>();
        try {
            for (var line : Files.readAllLines(oldestMessages)) {
                var parts = line.split("=", 2);
                times.put(parts[0], Long.parseLong(parts[1]));
            }
        } catch (IOException e) {
            // The engine has not written the file yet.
        }
        return times;
    }
}
