package ordermessage.ports;

import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;

/** Tells quickly which content is stored under a key. */
public interface StoredContents {

    /**
     * The digest of the content that is stored under a key. A stored content never changes, so a digest stays right. A
     * content that was stored a moment ago may not be found yet.
     *
     * @throws StorageUnavailable when the store has not answered in time
     */
    Optional<ContentDigest> find(MessageKey key);
}
