package ordermessage.ports;

import java.util.Collection;
import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;

/** Tells quickly which content is stored under a key. */
public interface StoredContents {

    /**
     * The digest of the content that is stored under a key. A stored content never changes, so a digest stays right. A
     * content that was stored a moment ago may not be found yet.
     *
     * @throws StorageUnavailableException when the store has not answered in time
     */
    Optional<ContentDigest> find(MessageKey key);

    /**
     * Reads what is stored under several keys now, in as few calls as the store allows. {@link #find} of the result answers for
     * these keys from memory. If a key could not be read, {@code find} throws for this key, or asks the store again.
     */
    default StoredContents readAll(Collection<MessageKey> keys) {
        return this;
    }
}
