package ordermessage.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The messages in the queue, waiting or in flight.
 *
 * @param pause the time between two requests for the number of messages
 */
public record Backlog(LocalService local, Duration pause) {

    /** Waits until the queue has no messages; returns false when the timeout ends first. */
    public boolean awaitDrained(Duration timeout) throws InterruptedException {
        var deadline = Instant.now().plus(timeout);
        while (size() > 0) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(pause);
        }
        return true;
    }

    /** Returns the number of messages; {@link Integer#MAX_VALUE} when the queue does not answer. */
    public int size() {
        try {
            var attributes = local.clients()
                    .sqs()
                    .getQueueAttributes(
                            request -> request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                    + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        } catch (SdkException e) {
            // The queue engine does not run.
            return Integer.MAX_VALUE;
        }
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.get(name));
    }
}
