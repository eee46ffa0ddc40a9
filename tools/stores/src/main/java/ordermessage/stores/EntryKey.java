package ordermessage.stores;

import java.util.Optional;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;

/** The key of an item in the table. It can be any two texts. */
record EntryKey(String companyId, String messageId) {

    /** Returns the key of the message; empty when the service writes no such key. */
    Optional<MessageKey> messageKey() {
        return keyPart(companyId)
                .flatMap(company -> keyPart(messageId).map(message -> new MessageKey(company, message)));
    }

    private static Optional<Uuid> keyPart(String text) {
        return Uuid.parse(text).filter(uuid -> uuid.value().equals(text));
    }
}
