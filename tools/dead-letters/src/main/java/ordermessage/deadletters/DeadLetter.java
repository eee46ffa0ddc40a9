package ordermessage.deadletters;

import java.time.Instant;
import java.util.Map;

/**
 * A message in the dead-letter queue, as an operator's command reads it.
 *
 * @param queueId the id that SQS gave it: the only id of a message without readable metadata
 * @param reason the reason that the processor gave, such as {@code conflict}, or {@value #TOO_MANY_RECEIVES}
 * @param detail a sentence of the processor; empty if SQS moved the message
 * @param companyId the company's id; empty if the message is not well enough formed to have one
 * @param messageId the message's id; empty if the message is not well enough formed to have one
 * @param receivedAt when the service first accepted the message
 * @param sentAt when SQS accepted it in the queue that it was sent to last
 * @param body the body as it is queued
 * @param attributes the message attributes of type String and Number, by name
 */
public record DeadLetter(
        String queueId,
        String reason,
        String detail,
        String companyId,
        String messageId,
        Instant receivedAt,
        Instant sentAt,
        String body,
        Map<String, String> attributes) {
    /** The reason of a message that SQS moved because its receives were used up. */
    public static final String TOO_MANY_RECEIVES = "too many receives";

    public DeadLetter {
        attributes = Map.copyOf(attributes);
    }

    /** Returns whether an id is one of this message: the company's, in any case, or that of SQS. */
    boolean hasId(String id) {
        return queueId.equals(id) || (!messageId.isEmpty() && messageId.equalsIgnoreCase(id));
    }
}
