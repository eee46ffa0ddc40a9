package ordermessage.local.deadletter;

import java.time.Instant;
import java.util.Optional;

/**
 * A message in the dead-letter queue, as a person looks at it.
 *
 * @param queueId the queue's own id of the message: the only one that a message without readable metadata has
 * @param reason what the processor said, such as {@code conflict}, or {@value #TOO_MANY_RECEIVES}
 * @param detail a sentence of the processor's; empty when the queue moved the message by itself
 * @param companyId where the message is well enough formed to have one
 * @param messageId the company's id of the message, where it has one
 * @param receivedAt when the service first took the message
 * @param body as it is queued
 */
public record DeadLetter(
        String queueId,
        String reason,
        String detail,
        Optional<String> companyId,
        Optional<String> messageId,
        Instant receivedAt,
        String body) {
    /** The reason of a message that the queue itself moved, after it had been tried as often as the queue allows. */
    public static final String TOO_MANY_RECEIVES = "too many receives";

    /** Whether this id, the company's or the queue's, is one of the message. */
    boolean isCalled(String id) {
        return queueId.equals(id)
                || messageId.filter(own -> own.equalsIgnoreCase(id)).isPresent();
    }
}
