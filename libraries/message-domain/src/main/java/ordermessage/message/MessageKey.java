package ordermessage.message;

/** The key of a stored message. Two companies can use the same message id; their keys differ. */
public record MessageKey(Uuid companyId, Uuid messageId) {

    /** Returns the key of the object in the archive, {@code <company_id>/<message_id>.json}. */
    public String archiveKey() {
        return companyId + "/" + messageId + ".json";
    }
}
