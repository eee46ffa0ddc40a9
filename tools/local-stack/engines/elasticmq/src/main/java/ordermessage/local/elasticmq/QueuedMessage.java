package ordermessage.local.elasticmq;

import java.time.Instant;

/**
 * A message in a queue.
 *
 * @param attributes the message attributes as JSON, see {@link MessageAttributes}
 * @param groupId the message group; null if it has none
 * @param traceHeader the X-Ray trace header; null if it has none
 * @param sent when it was sent; it does not change when the message moves to the dead-letter queue after its last
 *     receive
 * @param visibleAt the time from which it can be received
 * @param firstReceived when it was first received; null if it was never received
 * @param receiveCount how often it was received from this queue
 * @param receipt the receipt handle of the latest receive, the only one that deletes the message; null if it was never
 *     received
 * @param deadLetterSource the queue from which it moved to the dead-letter queue; null if it was sent to this queue
 */
record QueuedMessage(
        String id,
        String body,
        String attributes,
        String groupId,
        String traceHeader,
        Instant sent,
        Instant visibleAt,
        Instant firstReceived,
        int receiveCount,
        String receipt,
        String deadLetterSource) {

    /** Creates a message that was never received. */
    static QueuedMessage of(
            String id,
            String body,
            String attributes,
            String groupId,
            String traceHeader,
            Instant sent,
            Instant visibleAt) {
        return new QueuedMessage(id, body, attributes, groupId, traceHeader, sent, visibleAt, null, 0, null, null);
    }
}
