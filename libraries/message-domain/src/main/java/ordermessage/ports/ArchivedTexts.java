package ordermessage.ports;

/** Reads the archive. */
public interface ArchivedTexts {

    /**
     * Reads the text under the archive key that an index entry names.
     *
     * @throws StorageUnavailableException when it cannot be read
     * @throws UnreadableContentException when it is not text
     */
    String read(String archiveKey);
}
