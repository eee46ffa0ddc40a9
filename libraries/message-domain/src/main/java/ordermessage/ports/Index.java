package ordermessage.ports;

import java.time.Duration;

/** The store that finds messages by their keys. */
public interface Index {
    /** The longest time that {@link #putIfAbsent} may take. The margin of lists depends on it. */
    Duration MAX_PUT = Duration.ofSeconds(8);

    /**
     * Stores an entry if no other has its key. A stored entry is never replaced.
     *
     * @return the entry that is stored under the key afterwards: this one, or the one that came first
     * @throws UnreadableContentException when the key is taken by something that is not an entry
     * @throws StorageUnavailableException when it is unknown whether the entry is stored; it is safe to try again
     */
    IndexEntry putIfAbsent(IndexEntry entry);
}
