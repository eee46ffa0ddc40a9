package ordermessage.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Set;

/** A file of schemas/, as a client of the API would use it. */
record PublishedSchema(JsonSchema schema) {
    static PublishedSchema named(String file) {
        var folder = RunningService.project().resolve("schemas");
        return new PublishedSchema(JsonSchemaFactory.getInstance(VersionFlag.V201909)
                .getSchema(folder.resolve(file).toUri()));
    }

    Set<ValidationMessage> violations(String json) {
        try {
            return schema.validate(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON", e);
        }
    }
}
