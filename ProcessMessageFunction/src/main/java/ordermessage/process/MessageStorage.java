package ordermessage.process;

import java.time.Clock;
import java.time.Instant;
import ordermessage.message.Message;
import ordermessage.ports.Archive;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;

/** Stores a message exactly once, however often it is tried and by however many consumers at the same time. */
public final class MessageStorage {
    private final Archive archive;
    private final Index index;
    private final Clock clock;

    /** The result of storing a message. An exception means that the message can be tried again. */
    public enum Result {
        /** The message is in the archive and in the index, from this attempt or from an earlier one. */
        STORED,
        /** Another content is stored under the message's key. It is not replaced. */
        CONFLICT
    }

    public MessageStorage(Archive archive, Index index, Clock clock) {
        this.archive = archive;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Stores a message in the order that survives a crash between the steps. A message that is archived and not indexed is
     * delivered again. An index entry without an archived message would promise a message that does not exist.
     *
     * <ol>
     *   <li>archive the message, if its key is free
     *   <li>index the message that is in the archive, if its key is free
     * </ol>
     */
    public Result store(Message message, Instant receivedAt) {
        var archived = archive.putIfAbsent(message); // 1
        if (!archived.hasSameContentAs(message)) {
            return Result.CONFLICT;
        }
        var indexed = index.putIfAbsent(IndexEntry.of(archived, receivedAt, clock.instant())); // 2
        return indexed.digest().equals(message.digest()) ? Result.STORED : Result.CONFLICT;
    }
}
