package ordermessage.process;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.ports.Archive;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.StoredContents;
import ordermessage.ports.UnreadableContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a message exactly once, however often it is tried and by however many consumers at the same time. */
public final class MessageStorage {
    private static final Logger LOG = LoggerFactory.getLogger(MessageStorage.class);

    private final StoredContents contents;
    private final Archive archive;
    private final Index index;
    private final Clock clock;

    /** The result of storing a message. An exception means that the message can be tried again. */
    public enum Result {
        /** The message is in the archive and in the index, and its entry is from this attempt. */
        STORED,
        /** The message is in the archive and in the index, and its entry is from an earlier attempt. */
        ALREADY_STORED,
        /** Different content is stored under the message's key. It is not replaced. */
        CONFLICT
    }

    public MessageStorage(StoredContents contents, Archive archive, Index index, Clock clock) {
        this.contents = contents;
        this.archive = archive;
        this.index = index;
        this.clock = clock;
    }

    /** Returns a storage that has read what is stored under these keys, with one call for all of them. */
    MessageStorage forMessages(Collection<MessageKey> keys) {
        return new MessageStorage(contents.readAll(keys), archive, index, clock);
    }

    /**
     * Stores a message in the order that survives a crash between the steps. A message that is archived and not indexed is
     * delivered again. An index entry without an archived message would promise a message that does not exist.
     *
     * <p>If the object of an indexed message is missing, its key in the archive is free. Only the same content may be written
     * there, so the index is read first. A wrong object could not be removed later: this function may not delete objects.
     *
     * <ol>
     *   <li>refuse the message if the index has different content
     *   <li>archive the message, if its key is free
     *   <li>index the message that is in the archive, if its key is free
     * </ol>
     */
    public Result store(Message message, Instant receivedAt) {
        try {
            return storeIfFree(message, receivedAt);
        } catch (UnreadableContentException e) {
            // The key is taken, for good, by something that the service did not write.
            LOG.error("A store has something that is not a message under the key of this message", e);
            return Result.CONFLICT;
        }
    }

    private Result storeIfFree(Message message, Instant receivedAt) {
        if (isIndexedWithOtherContent(message)) { // 1
            return Result.CONFLICT;
        }
        var archived = archive.putIfAbsent(message); // 2
        if (!archived.hasSameContentAs(message)) {
            return Result.CONFLICT;
        }
        var entry = IndexEntry.of(archived, receivedAt, clock.instant());
        var indexed = index.putIfAbsent(entry); // 3
        if (!indexed.digest().equals(message.digest())) {
            return Result.CONFLICT;
        }
        // An attempt whose answer was lost finds its own entry, with its own time.
        return indexed.storedAt().equals(entry.storedAt()) ? Result.STORED : Result.ALREADY_STORED;
    }

    private boolean isIndexedWithOtherContent(Message message) {
        return contents.find(message.key())
                .filter(digest -> !digest.equals(message.digest()))
                .isPresent();
    }
}
