package ordermessage.message;

import java.util.ArrayList;
import java.util.List;
import ordermessage.json.JsonValue.JsonObject;

/**
 * The part of the metadata that storing a message needs. It is less than the schema asks for when a message is posted, so
 * that a stricter schema never strands a message that was accepted before.
 */
record StorableMetadata(MessageKey key, String messageTime) {

    /**
     * Reads the metadata block.
     *
     * @throws InvalidMessage with every error in it
     */
    static StorableMetadata of(JsonObject metadata) {
        var errors = new ArrayList<FieldError>();
        var messageTime = messageTime(metadata, errors);
        var companyId = uuid(metadata, "company_id", errors);
        var messageId = uuid(metadata, "message_id", errors);
        if (!errors.isEmpty()) {
            throw new InvalidMessage(errors);
        }
        return new StorableMetadata(new MessageKey(companyId, messageId), messageTime);
    }

    /** The errors of a metadata block; empty when it can be stored. */
    static List<FieldError> errors(JsonObject metadata) {
        try {
            of(metadata);
            return List.of();
        } catch (InvalidMessage e) {
            return e.errors();
        }
    }

    private static String messageTime(JsonObject metadata, List<FieldError> errors) {
        var text = metadata.string("message_time");
        if (text.isEmpty()) {
            errors.add(new FieldError("/metadata/message_time", "This must be a string."));
        }
        return text.orElse(null);
    }

    private static Uuid uuid(JsonObject metadata, String name, List<FieldError> errors) {
        var uuid = metadata.string(name).filter(Uuid::isUuid).map(Uuid::new);
        if (uuid.isEmpty()) {
            errors.add(new FieldError("/metadata/" + name, "This must be a UUID."));
        }
        return uuid.orElse(null);
    }
}
