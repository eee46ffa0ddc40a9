package ordermessage.harness;

import java.time.Duration;
import java.util.Map;
import ordermessage.local.LocalService;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The messages in the queue, waiting or in flight. */
public final class Backlog {
    private final LocalService local;
    private final Duration interval;

    /** @param interval the time between two requests for the number of messages, for {@link #awaitDrained} */
    public Backlog(LocalService local, Duration interval) {
        this.local = local;
        this.interval = interval;
    }

    /**
     * Waits until the queue has no messages. A queue that does not answer is asked again.
     *
     * @return whether the queue had no messages before the timeout ended
     */
    public boolean awaitDrained(Duration timeout) {
        try {
            Waiting.until("the queue is empty", interval)
                    .atMost(timeout)
                    .ignoreExceptionsInstanceOf(SdkException.class)
                    .until(() -> size() == 0);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /**
     * Returns the number of messages.
     *
     * @throws SdkException when the queue does not answer
     */
    public int size() {
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
