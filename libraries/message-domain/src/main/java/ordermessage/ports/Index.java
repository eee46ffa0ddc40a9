package ordermessage.ports;

/** The store that finds messages by their keys. */
public interface Index {

    /**
     * Stores an entry if no other has its key. A stored entry is never replaced.
     *
     * @return the entry that is stored under the key afterwards: this one, or the one that came first
     * @throws StorageUnavailable when it is unknown whether the entry is stored; it is safe to try again
     */
    IndexEntry putIfAbsent(IndexEntry entry);
}
