package ordermessage.message;

/** What a message is stored under. Two companies may use the same message id: they never meet. */
public record MessageKey(Uuid companyId, Uuid messageId) {

    /** The object's key in the archive, {@code <company_id>/<message_id>.json}. */
    public String archiveKey() {
        return companyId + "/" + messageId + ".json";
    }
}
