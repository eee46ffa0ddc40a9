package ordermessage.process;

import java.time.Instant;
import ordermessage.queue.QueueBody;

/**
 * One delivery of one message by the queue.
 *
 * @param id the queue's own id of the message, which is not the message id of the company
 * @param receivedAt when the service first took it
 */
public record QueuedMessage(String id, QueueBody body, Instant receivedAt) {}
