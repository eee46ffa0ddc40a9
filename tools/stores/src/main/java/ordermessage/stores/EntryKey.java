package ordermessage.stores;

import java.util.Optional;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;

/** The key of an item in the table. It can be any two texts. */
record EntryKey(String companyId, String messageId) {

    /** Returns the key of the message; empty when the service writes no such key. */
    Optional<MessageKey> messageKey() {
        return isKeyPart(companyId) && isKeyPart(messageId)
                ? Optional.of(new MessageKey(new Uuid(companyId), new Uuid(messageId)))
                : Optional.empty();
    }

    private static boolean isKeyPart(String text) {
        return Uuid.isUuid(text) && new Uuid(text).value().equals(text);
    }
}
