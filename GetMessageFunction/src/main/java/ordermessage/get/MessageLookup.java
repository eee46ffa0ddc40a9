package ordermessage.get;

import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.ArchivedTexts;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;
import ordermessage.ports.StorageUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a stored message back. */
public final class MessageLookup {
    private static final Logger LOG = LoggerFactory.getLogger(MessageLookup.class);
    private static final int RETRY_AFTER_OUTAGE = 5;

    private final IndexedMessages index;
    private final ArchivedTexts archive;

    public MessageLookup(IndexedMessages index, ArchivedTexts archive) {
        this.index = index;
        this.archive = archive;
    }

    /**
     * Finds a message of the caller's. Another company's message is not found in the way in which one that never was is
     * not found: the index is asked for the caller's own key, and knows of no difference.
     *
     * @param messageId the last segment of the path, whatever it holds
     */
    public Answer find(Caller caller, String messageId) {
        if (!Uuid.isUuid(messageId)) {
            return refusal(ProblemType.INVALID_MESSAGE_ID, "The last part of the path must be a message's UUID.");
        }
        try {
            return entry(caller, new Uuid(messageId))
                    .map(this::found)
                    .orElseGet(
                            () -> refusal(
                                    ProblemType.MESSAGE_NOT_FOUND,
                                    "No message of this id is stored. One that was accepted a moment ago may still be on its way."));
        } catch (StorageUnavailable e) {
            // No proof that there is no such message.
            LOG.error("The message could not be read", e);
            return Answer.refusal(
                    new Problem(ProblemType.SERVICE_UNAVAILABLE, "The message cannot be read now. Try again."),
                    RETRY_AFTER_OUTAGE);
        }
    }

    private Optional<IndexEntry> entry(Caller caller, Uuid messageId) {
        return switch (caller) {
            case Caller.Company(var id) -> index.find(new MessageKey(id, messageId));
            case Caller.Anybody() -> index.findOfAnyCompany(messageId);
        };
    }

    private Answer found(IndexEntry entry) {
        return new Answer.Success(200, document(entry), Map.of());
    }

    /** The document as it was sent, with {@code metadata.message_s3_key} added. */
    private JsonObject document(IndexEntry entry) {
        var text = entry.body().orElseGet(() -> archive.read(entry.archiveKey()));
        var document = (JsonObject) JsonText.parse(text);
        var metadata = document.object("metadata").orElseThrow();
        return document.with("metadata", metadata.with("message_s3_key", new JsonString(entry.archiveKey())));
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
