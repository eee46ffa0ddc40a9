package ordermessage.ports;

/** Reads the archive. */
public interface ArchivedTexts {

    /**
     * Reads the text under the archive key that an index entry names.
     *
     * @throws StorageUnavailable when it cannot be read
     * @throws UnreadableContent when it is not text
     */
    String read(String archiveKey);
}
