package ordermessage.local.elasticmq;

import java.time.Instant;

/**
 * A message in a queue.
 *
 * @param attributes the message attributes as JSON, see {@link MessageAttributes}
 * @param groupId the message group; null if it has none
 * @param traceHeader the X-Ray trace header; null if it has none
 * @param sent when it was sent; a message keeps this when its receives are used up and it moves to the dead-letter queue
 * @param visibleAt when it can be received next
 * @param firstReceived when it was received first; null if it was not
 * @param receiveCount how often it was received from this queue
 * @param receipt the receipt handle of the latest receive; only this one deletes the message; null before the first
 * @param deadLetterSource the queue from which it came to the dead-letter queue because its receives were used up; null if it was sent to its queue
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

    /** A message that was not sent yet. */
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
