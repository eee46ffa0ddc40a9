package ordermessage.stores;

/**
 * A difference between the archive and the index.
 *
 * @param key the key of the object, or of the object that should be there
 * @param detail a sentence that contains no part of a message but its ids; it can be empty
 */
record Finding(FindingKind kind, String key, String detail) {}
