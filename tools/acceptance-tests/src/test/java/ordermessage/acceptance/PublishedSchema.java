package ordermessage.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** A JSON Schema from the folder schemas/. It validates a response as a client of the API would. */
final class PublishedSchema {
    private final JsonSchema schema;

    private PublishedSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** Reads a schema by its file name, such as {@code problem.json}. */
    static PublishedSchema named(String file) {
        var folder = RunningService.project().resolve("schemas");
        return new PublishedSchema(JsonSchemaFactory.getInstance(VersionFlag.V201909)
                .getSchema(folder.resolve(file).toUri()));
    }

    /**
     * Validates a JSON text.
     *
     * @return what violates the schema; empty when the text is valid
     * @throws AssertionError when the text is not JSON
     */
    Set<ValidationMessage> violations(String json) {
        try {
            return schema.validate(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("The text is not JSON", e);
        }
    }
}
