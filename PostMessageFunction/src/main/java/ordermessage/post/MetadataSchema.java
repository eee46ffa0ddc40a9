package ordermessage.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.networknt.schema.Format;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonBoolean;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.FieldError;
import ordermessage.message.MessageKey;
import ordermessage.message.Timestamp;
import ordermessage.message.Uuid;
import software.amazon.lambda.powertools.validation.ValidationException;
import software.amazon.lambda.powertools.validation.ValidationUtils;

/** The JSON Schema of the metadata block, {@code schemas/message-metadata.json}. Powertools validates with it. */
public final class MetadataSchema {
    private static final String RESOURCE = "/schemas/message-metadata.json";

    /** The error of a block without a key, for a schema that does not ask for UUIDs. This one does, and names the member. */
    private static final List<FieldError> NO_KEY =
            List.of(new FieldError("/metadata", "company_id and message_id must be UUIDs."));

    private final JsonSchema schema = load();

    /** The outcome of a validation. */
    sealed interface Validation {}

    /**
     * The block is valid.
     *
     * @param messageId the message's id as it was posted
     */
    record Valid(MessageKey key, String messageId) implements Validation {}

    /**
     * The block is not valid.
     *
     * @param errors at most one error for each member, in the order of the schema
     */
    record Invalid(List<FieldError> errors) implements Validation {
        Invalid {
            errors = List.copyOf(errors);
        }
    }

    /** Validates a metadata block. */
    Validation validate(JsonObject metadata) {
        try {
            ValidationUtils.validate(jacksonNode(metadata), schema);
        } catch (ValidationException e) {
            return new Invalid(SchemaErrors.read(e.getMessage()));
        }
        return metadata.string("message_id")
                .flatMap(messageId -> key(metadata, messageId).<Validation>map(key -> new Valid(key, messageId)))
                .orElseGet(() -> new Invalid(NO_KEY));
    }

    /** Reads the key; empty if an id is no UUID. */
    private static Optional<MessageKey> key(JsonObject metadata, String messageId) {
        return metadata.string("company_id")
                .flatMap(Uuid::parse)
                .flatMap(company -> Uuid.parse(messageId).map(message -> new MessageKey(company, message)));
    }

    private static JsonSchema load() {
        try (InputStream json = MetadataSchema.class.getResourceAsStream(RESOURCE)) {
            if (json == null) {
                throw new IllegalStateException(RESOURCE + " is not in the artifact");
            }
            return factory().getSchema(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The validator's own date-time accepts a space for the T and refuses times that RFC 3339 allows. */
    private static JsonSchemaFactory factory() {
        var standard = JsonSchemaFactory.checkVersion(VersionFlag.V201909).getInstance();
        var exact = JsonMetaSchema.builder(standard.getUri(), standard)
                .addFormat(new DateTimeFormat())
                .build();
        return JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V201909))
                .addMetaSchema(exact)
                .build();
    }

    /**
     * Converts the parsed block to the validator's type, so that the same parse is validated and accepted. Numbers become
     * doubles: a schema that bounds numbers would see them rounded.
     */
    private static JsonNode jacksonNode(JsonValue value) {
        var nodes = JsonNodeFactory.instance;
        return switch (value) {
            case JsonObject(var members) -> {
                var node = nodes.objectNode();
                members.forEach((name, member) -> node.set(name, jacksonNode(member)));
                yield node;
            }
            case JsonArray(var elements) -> {
                var node = nodes.arrayNode();
                elements.forEach(element -> node.add(jacksonNode(element)));
                yield node;
            }
            case JsonString(var text) -> nodes.textNode(text);
            case JsonNumber(var digits) -> nodes.numberNode(Double.parseDouble(digits));
            case JsonBoolean(var bool) -> nodes.booleanNode(bool);
            case JsonNull() -> nodes.nullNode();
        };
    }

    private static final class DateTimeFormat implements Format {
        @Override
        public String getName() {
            return "date-time";
        }

        @Override
        public boolean matches(String value) {
            return Timestamp.isDateTime(value);
        }

        @Override
        public String getErrorMessageDescription() {
            return "must be a date-time of RFC 3339";
        }
    }
}
