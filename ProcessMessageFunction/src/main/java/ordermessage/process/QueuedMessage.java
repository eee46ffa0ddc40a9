package ordermessage.process;

import java.time.Instant;
import ordermessage.queue.QueueBody;

/**
 * A delivery of a message by the queue.
 *
 * @param id the id that SQS gave the message; it is not the message id of the company
 * @param receivedAt when the service first accepted the message
 */
public record QueuedMessage(String id, QueueBody body, Instant receivedAt) {}
