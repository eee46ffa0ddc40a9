package ordermessage.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Validates values with the schemas of the description. */
final class SchemaRules {
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");

    private final ApiDescription description;
    private final Map<JsonNode, JsonSchema> compiled = new ConcurrentHashMap<>();

    SchemaRules(ApiDescription description) {
        this.description = description;
    }

    /**
     * Validates a value.
     *
     * @param what the name of the value in the messages
     * @param described the object of the description that has the schema: a media type, a header or a parameter
     */
    List<String> violations(String what, JsonNode value, JsonNode described) {
        return compiled.computeIfAbsent(described.path("schema"), description::schema).validate(value).stream()
                .map(message -> what + ": " + message.getMessage())
                .toList();
    }

    /** Validates the text of a header or a parameter. If its schema is of an integer, the text is one. */
    List<String> violationsOfText(String what, String text, JsonNode described) {
        var isInteger = described.path("schema").path("type").asText().equals("integer")
                && INTEGER.matcher(text).matches();
        return violations(
                what, isInteger ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text), described);
    }
}
