package ordermessage.process;

import java.util.Optional;
import ordermessage.message.MessageKey;

/**
 * A message that can never be stored, however often it is tried.
 *
 * @param detail why, as a sentence without a part of the message
 * @param key where the message is well enough formed to have one
 */
public record DeadLetter(QueuedMessage message, Reason reason, String detail, Optional<MessageKey> key) {

    /** Why a message is in the dead-letter queue. One that the queue itself moved there has none of these. */
    public enum Reason {
        /** Another content is stored under its key. */
        CONFLICT("conflict"),
        /** Its text is no JSON document. */
        UNREADABLE("unreadable"),
        /** It lacks what storing it needs. */
        INVALID("invalid");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
