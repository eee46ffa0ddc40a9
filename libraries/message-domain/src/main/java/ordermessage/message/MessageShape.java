package ordermessage.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;

/** What every message has, whatever the metadata's schema says today: an object with {@code metadata} and {@code data}. */
public final class MessageShape {
    private MessageShape() {}

    /** What is wrong with the document's outline; empty when both blocks are there. */
    public static List<FieldError> outlineErrors(JsonValue document) {
        if (!(document instanceof JsonObject root)) {
            return List.of(new FieldError("", "The body must be a JSON object."));
        }
        return Stream.of("metadata", "data")
                .flatMap(block -> blockError(root, block).stream())
                .toList();
    }

    /**
     * What keeps the document from being stored. It is less than the schema asks on the way in, so that a stricter
     * schema never strands a message that was accepted before it.
     */
    static List<FieldError> storageErrors(JsonValue document) {
        var errors = new ArrayList<>(outlineErrors(document));
        if (document instanceof JsonObject root) {
            root.object("metadata").ifPresent(metadata -> errors.addAll(metadataErrors(metadata)));
        }
        return errors;
    }

    private static Optional<FieldError> blockError(JsonObject root, String block) {
        return switch (root.members().get(block)) {
            case null -> Optional.of(new FieldError("/" + block, "This member is required."));
            case JsonObject _ -> Optional.empty();
            default -> Optional.of(new FieldError("/" + block, "This must be an object."));
        };
    }

    private static List<FieldError> metadataErrors(JsonObject metadata) {
        var errors = new ArrayList<FieldError>();
        if (metadata.string("message_time").isEmpty()) {
            errors.add(new FieldError("/metadata/message_time", "This must be a string."));
        }
        for (var id : List.of("company_id", "message_id")) {
            if (metadata.string(id).filter(Uuid::isUuid).isEmpty()) {
                errors.add(new FieldError("/metadata/" + id, "This must be a UUID."));
            }
        }
        return errors;
    }
}
