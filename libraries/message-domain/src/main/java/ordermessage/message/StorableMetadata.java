package ordermessage.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import ordermessage.json.JsonValue.JsonObject;

/**
 * The part of the metadata that storing a message needs. It is less than the schema asks for when a message is posted, so
 * that the service can store a message that it accepted before the schema became stricter.
 */
record StorableMetadata(MessageKey key, String messageTime) {
    /** Eight times as much as the schema allows. */
    private static final int MAX_MESSAGE_TIME = 1_024;

    /**
     * Reads the metadata block.
     *
     * @throws InvalidMessageException with every error in it
     */
    static StorableMetadata of(JsonObject metadata) {
        var errors = new ArrayList<FieldError>();
        var messageTime = messageTime(metadata, errors);
        var companyId = uuid(metadata, "company_id", errors);
        var messageId = uuid(metadata, "message_id", errors);
        if (!errors.isEmpty()) {
            throw new InvalidMessageException(errors);
        }
        return new StorableMetadata(new MessageKey(companyId, messageId), messageTime);
    }

    /** Returns the errors of a metadata block; empty when it can be stored. */
    static List<FieldError> errors(JsonObject metadata) {
        try {
            of(metadata);
            return List.of();
        } catch (InvalidMessageException e) {
            return e.errors();
        }
    }

    private static String messageTime(JsonObject metadata, List<FieldError> errors) {
        var text = metadata.string("message_time").filter(StorableMetadata::isIndexable);
        if (text.isEmpty()) {
            errors.add(new FieldError(
                    "/metadata/message_time",
                    "This must be a string of at most %d characters that UTF-8 can encode."
                            .formatted(MAX_MESSAGE_TIME)));
        }
        return text.orElse(null);
    }

    /** An index entry that is too long is refused by the index, after the message was archived. */
    private static boolean isIndexable(String messageTime) {
        return messageTime.length() <= MAX_MESSAGE_TIME
                && StandardCharsets.UTF_8.newEncoder().canEncode(messageTime);
    }

    private static Uuid uuid(JsonObject metadata, String name, List<FieldError> errors) {
        var uuid = metadata.string(name).flatMap(Uuid::parse);
        if (uuid.isEmpty()) {
            errors.add(new FieldError("/metadata/" + name, "This must be a UUID."));
        }
        return uuid.orElse(null);
    }
}
