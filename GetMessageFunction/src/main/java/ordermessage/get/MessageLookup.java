package ordermessage.get;

import java.util.Map;
import java.util.Optional;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException;
import ordermessage.logging.LogFields;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.ArchivedTexts;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.UnreadableContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Answers with a stored message. */
public final class MessageLookup {
    private static final Logger LOG = LoggerFactory.getLogger(MessageLookup.class);
    private static final int RETRY_AFTER_OUTAGE = 5;

    /** The outcome in the log if the stored content is not the one that the digest names. The runbook has it. */
    static final String CONTENT_DIFFERS = "content_differs";

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
        return Uuid.parse(request.pathParameters().getOrDefault("message_id", ""))
                .map(messageId -> find(request.caller(), messageId))
                .orElseGet(() ->
                        refusal(ProblemType.INVALID_MESSAGE_ID, "The last part of the path must be a message's UUID."));
    }

    private Answer find(Caller caller, Uuid messageId) {
        MDC.put(LogFields.MESSAGE_ID, messageId.value());
        try {
            return entry(caller, messageId)
                    .map(this::found)
                    .orElseGet(
                            () -> refusal(
                                    ProblemType.MESSAGE_NOT_FOUND,
                                    "No message of this id is stored. A message that was accepted a moment ago may not be stored yet."));
        } catch (StorageUnavailableException e) {
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

    /**
     * Answers with the document as it was sent, with {@code metadata.message_s3_key} added. If the digest of the document
     * differs from that of the entry, the document is not shown: somebody may have replaced a missing object.
     */
    private Answer found(IndexEntry entry) {
        return parsed(entry)
                .filter(document -> ContentDigest.of(document).equals(entry.digest()))
                .flatMap(document -> withArchiveKey(document, entry.archiveKey()))
                .<Answer>map(document -> new Answer.Success(200, "found", document, Map.of()))
                .orElseGet(() -> contentDiffers(entry));
    }

    private Optional<JsonValue> parsed(IndexEntry entry) {
        try {
            return Optional.of(JsonText.parse(entry.body().orElseGet(() -> archive.read(entry.archiveKey()))));
        } catch (MalformedJsonException | UnreadableContentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonObject> withArchiveKey(JsonValue value, String archiveKey) {
        return value instanceof JsonObject document && document.members().get("metadata") instanceof JsonObject metadata
                ? Optional.of(document.with("metadata", metadata.with("message_s3_key", new JsonString(archiveKey))))
                : Optional.empty();
    }

    private static Answer contentDiffers(IndexEntry entry) {
        LOG.atError()
                .addKeyValue(LogFields.OUTCOME, CONTENT_DIFFERS)
                .log(
                        "The content of {} differs from the stored content: its digest is different",
                        entry.body().isPresent() ? "the index entry" : entry.archiveKey());
        return refusal(ProblemType.INTERNAL_ERROR, "The stored message is damaged. The service has reported it.");
    }

    private static Answer refusal(ProblemType type, String detail) {
        return Answer.refusal(new Problem(type, detail));
    }
}
