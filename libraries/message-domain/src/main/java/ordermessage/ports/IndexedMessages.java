package ordermessage.ports;

import java.util.Optional;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;

/** Reads the index. Every read is consistent: it sees what was stored before the call. */
public interface IndexedMessages {

    /**
     * Finds the entry of a key.
     *
     * @throws StorageUnavailableException when the index cannot be read; it is then unknown whether there is an entry
     */
    Optional<IndexEntry> find(MessageKey key);

    /**
     * Finds a message of any company by its id; of several, the one of the company whose id sorts first. This is for
     * {@code sam local}, which has no authorizer. On AWS, the role of the function does not allow it.
     *
     * @throws StorageUnavailableException when the index cannot be read
     */
    Optional<IndexEntry> findOfAnyCompany(Uuid messageId);
}
