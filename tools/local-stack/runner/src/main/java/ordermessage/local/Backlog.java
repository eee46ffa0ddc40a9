package ordermessage.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What waits in the queue or is being worked on.
 *
 * @param pause between two looks at it
 */
public record Backlog(LocalService local, Duration pause) {

    /** Waits until nothing is left. */
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

    public int size() {
        try {
            var attributes = local.clients()
                    .sqs()
                    .getQueueAttributes(
                            request -> request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                    + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        } catch (SdkException notUpYet) {
            return Integer.MAX_VALUE;
        }
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.get(name));
    }
}
