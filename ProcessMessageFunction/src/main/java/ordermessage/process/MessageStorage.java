package ordermessage.process;

import java.time.Clock;
import java.time.Instant;
import ordermessage.message.Message;
import ordermessage.ports.Archive;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;

/** Stores a message exactly once, however often and by however many at a time it is tried. */
public final class MessageStorage {
    private final Archive archive;
    private final Index index;
    private final Clock clock;

    /** How storing ended. What keeps it from ending is an exception, and transient. */
    public enum Result {
        /** The message stands in the archive and in the index, by this try or by an earlier one. */
        STORED,
        /** Another content stands under the message's key, and stays. */
        CONFLICT
    }

    public MessageStorage(Archive archive, Index index, Clock clock) {
        this.archive = archive;
        this.index = index;
        this.clock = clock;
    }

    /**
     * Stores in the order that survives a crash between the steps: an archived message that is not indexed yet is
     * delivered again, whereas an index entry without an archived message would promise what is not there.
     *
     * <ol>
     *   <li>archive, unless the key is taken
     *   <li>index what stands in the archive, unless the key is taken
     * </ol>
     */
    public Result store(Message message, Instant receivedAt) {
        var archived = archive.keep(message); // 1
        if (!archived.saysTheSameAs(message)) {
            return Result.CONFLICT;
        }
        var indexed = index.keep(IndexEntry.of(archived, receivedAt, clock.instant())); // 2
        return indexed.digest().equals(message.digest()) ? Result.STORED : Result.CONFLICT;
    }
}
