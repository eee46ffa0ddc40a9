package ordermessage.get;

import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
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

/** Answers with a stored message. */
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
     * Finds the message that the path parameter {@code message_id} names, if it is the caller's. The index is asked for the
     * caller's own key, so that a message of another company and a message that does not exist give the same answer.
     */
    public Answer find(ApiRequest request) {
        var messageId = request.pathParameters().getOrDefault("message_id", "");
        if (!Uuid.isUuid(messageId)) {
            return refusal(ProblemType.INVALID_MESSAGE_ID, "The last part of the path must be a message's UUID.");
        }
        try {
            return entry(request.caller(), new Uuid(messageId))
                    .map(this::found)
                    .orElseGet(
                            () -> refusal(
                                    ProblemType.MESSAGE_NOT_FOUND,
                                    "No message of this id is stored. One that was accepted a moment ago may still be on its way."));
        } catch (StorageUnavailable e) {
            // This does not prove that there is no such message: it is not a 404.
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
        if (JsonText.parse(text) instanceof JsonObject document
                && document.members().get("metadata") instanceof JsonObject metadata) {
            return document.with("metadata", metadata.with("message_s3_key", new JsonString(entry.archiveKey())));
        }
        throw new IllegalStateException("The stored text of %s is not a message".formatted(entry.archiveKey()));
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
