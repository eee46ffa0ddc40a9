package ordermessage.harness;

import java.time.Duration;
import java.util.Map;
import ordermessage.local.LocalService;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The messages in the queue, waiting or in flight. */
public final class Backlog {
    private final SqsClient sqs;
    private final String url;
    private final Duration interval;

    /** @param interval the time between two requests for the number of messages, for {@link #awaitDrained} */
    public Backlog(LocalService local, Duration interval) {
        this(local.clients().sqs(), local.queueUrl("Queue"), interval);
    }

    /**
     * @param url the URL of the queue
     * @param interval the time between two requests for the number of messages, for {@link #awaitDrained}
     */
    public Backlog(SqsClient sqs, String url, Duration interval) {
        this.sqs = sqs;
        this.url = url;
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
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        return number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
                + number(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private static int number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Integer.parseInt(attributes.get(name));
    }
}
