package ordermessage.message;

import java.util.ArrayList;
import java.util.List;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonObject;

/**
 * The two blocks of every message.
 *
 * @param metadata the object {@code metadata}
 * @param data the object {@code data}
 */
public record Blocks(JsonObject metadata, JsonObject data) {

    /** The blocks of a document, or what is wrong with them. */
    public sealed interface Reading {}

    /** Both blocks are there. */
    public record Complete(Blocks blocks) implements Reading {}

    /**
     * A block is missing.
     *
     * @param metadata the metadata block if that one is there, so that its errors can be found too; else null
     */
    public record Incomplete(List<FieldError> errors, JsonObject metadata) implements Reading {
        public Incomplete {
            errors = List.copyOf(errors);
        }
    }

    /** Reads the blocks of a document. */
    public static Reading of(JsonValue document) {
        if (!(document instanceof JsonObject root)) {
            return new Incomplete(List.of(new FieldError("", "The body must be a JSON object.")), null);
        }
        var errors = new ArrayList<FieldError>();
        var metadata = block(root, "metadata", errors);
        var data = block(root, "data", errors);
        return errors.isEmpty() ? new Complete(new Blocks(metadata, data)) : new Incomplete(errors, metadata);
    }

    /** Returns the block, or null and an error. */
    private static JsonObject block(JsonObject root, String name, List<FieldError> errors) {
        return switch (root.members().get(name)) {
            case JsonObject block -> block;
            case null -> {
                errors.add(new FieldError("/" + name, "This member is required."));
                yield null;
            }
            default -> {
                errors.add(new FieldError("/" + name, "This must be an object."));
                yield null;
            }
        };
    }
}
