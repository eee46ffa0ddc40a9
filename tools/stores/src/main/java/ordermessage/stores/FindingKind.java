package ordermessage.stores;

/** The kinds of differences between the archive and the index. docs/operations.md says what to do about each. */
enum FindingKind {
    /** The content of an object is not a message. */
    NOT_A_MESSAGE("not a message"),
    /** A message is stored under a key that is not its own. */
    WRONG_KEY("wrong key"),
    /** A message in the archive has no entry in the index. */
    NO_ENTRY("no entry"),
    /** An entry has the digest of different content than the archived one. */
    OTHER_DIGEST("other digest"),
    /** An entry has the right digest, and another attribute is not what the service writes for the archived message. */
    OTHER_ATTRIBUTE("other attribute"),
    /** An item of the table is not an entry. */
    UNREADABLE_ENTRY("unreadable entry"),
    /** An entry has no message in the archive. */
    NO_OBJECT("no object");

    private final String label;

    FindingKind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
