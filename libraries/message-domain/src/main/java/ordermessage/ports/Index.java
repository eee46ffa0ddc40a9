package ordermessage.ports;

/** Where messages are found by their keys. */
public interface Index {

    /**
     * Keeps the entry unless its key is taken: what is there is never replaced.
     *
     * @return the entry that stands under the key afterwards: this one, or the one that came first
     * @throws StorageUnavailable when it cannot be told whether the entry is kept: try again
     */
    IndexEntry keep(IndexEntry entry);
}
