package ordermessage.ports;

/** The reading side of the archive. */
public interface ArchivedTexts {

    /**
     * The text under an archive key that an index entry names.
     *
     * @throws StorageUnavailable when it cannot be read
     */
    String read(String archiveKey);
}
