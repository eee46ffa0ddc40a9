package ordermessage.post;

import java.util.ArrayList;
import java.util.List;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.message.Blocks;
import ordermessage.message.FieldError;

/** Validates messages: parses them strictly, and validates the metadata block of that same parse with the JSON Schema. */
final class MessageValidator {
    private final MetadataSchema schema;

    MessageValidator(MetadataSchema schema) {
        this.schema = schema;
    }

    /** The outcome of a validation. */
    sealed interface Validation {}

    /** The message is valid. */
    record Valid(ValidMessage message) implements Validation {}

    /** The message is not valid. */
    record Invalid(List<FieldError> errors) implements Validation {
        Invalid {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Validates a text.
     *
     * @throws ordermessage.json.MalformedJsonException when it is not a JSON document
     */
    Validation validate(String text) {
        return validate(text, JsonText.parseNew(text));
    }

    private Validation validate(String text, JsonValue document) {
        return switch (Blocks.of(document)) {
            case Blocks.Complete(var blocks) ->
                switch (schema.validate(blocks.metadata())) {
                    case MetadataSchema.Valid(var key, var messageId) ->
                        new Valid(new ValidMessage(text, key, messageId));
                    case MetadataSchema.Invalid(var errors) -> new Invalid(errors);
                };
            case Blocks.Incomplete(var errors, var metadata) -> {
                var all = new ArrayList<>(errors);
                if (metadata != null && schema.validate(metadata) instanceof MetadataSchema.Invalid(var more)) {
                    all.addAll(more);
                }
                yield new Invalid(all);
            }
        };
    }
}
