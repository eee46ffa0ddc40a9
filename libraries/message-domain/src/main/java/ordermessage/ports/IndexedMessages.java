package ordermessage.ports;

import java.util.Optional;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;

/** The reading side of the index. What was stored before a call is seen by it. */
public interface IndexedMessages {

    /** @throws StorageUnavailable when the index cannot be read, which is never the same as "there is none" */
    Optional<IndexEntry> find(MessageKey key);

    /**
     * The message of that id, whichever company's: of several, that of the company whose id sorts first. For where nobody
     * says who asks, which is not on AWS: the function's role has no right to do this.
     *
     * @throws StorageUnavailable when the index cannot be read
     */
    Optional<IndexEntry> findOfAnyCompany(Uuid messageId);
}
