package ordermessage.process;

import java.time.Instant;
import java.util.Optional;
import ordermessage.queue.QueueBody;

/**
 * A delivery of a message by the queue.
 *
 * @param id the id that SQS gave the message; it is not the message id of the company
 * @param receivedAt when the service first accepted the message
 * @param group the message group of SQS, which is the company; empty for a message that was sent without one
 */
public record QueuedMessage(String id, QueueBody body, Instant receivedAt, Optional<String> group) {}
