package ordermessage.post;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.FieldError;

/**
 * Converts Powertools' validation report to the service's own errors. The report is the message of its exception:
 * {@code {"validationErrors":[{"type":"required","path":"$","arguments":["message_id"],…}]}}. Only the rule that failed and
 * the path are taken from it, never a text that could contain what was sent.
 */
final class SchemaErrors {
    private static final String METADATA = "/metadata";

    private SchemaErrors() {}

    /** Reads the first error of each member. */
    static List<FieldError> read(String report) {
        var byPointer = new LinkedHashMap<String, FieldError>();
        entries(JsonText.parse(report))
                .map(SchemaErrors::error)
                .forEach(error -> byPointer.putIfAbsent(error.pointer(), error));
        return List.copyOf(byPointer.values());
    }

    private static Stream<JsonObject> entries(JsonValue report) {
        return report instanceof JsonObject root
                        && root.member("validationErrors").orElse(null) instanceof JsonArray(var errors)
                ? errors.stream().map(JsonObject.class::cast)
                : Stream.empty();
    }

    private static FieldError error(JsonObject entry) {
        var rule = entry.string("type").orElse("");
        var pointer = METADATA + pointer(entry.string("path").orElse("$"));
        return rule.equals("required")
                ? new FieldError(pointer + "/" + argument(entry, 0), "This member is required.")
                : new FieldError(pointer, detail(rule, entry));
    }

    private static String detail(String rule, JsonObject entry) {
        return switch (rule) {
            case "type" -> "This must be of type " + argument(entry, 1) + ".";
            case "pattern" -> "This must be a UUID.";
            case "format" -> "This must be a date-time of RFC 3339, such as 2023-12-10T22:02:38Z.";
            case "maxLength" -> "This must have at most " + argument(entry, 0) + " characters.";
            case "not" -> "This member is reserved for the service.";
            default -> "This breaks the rule '" + rule + "' of the metadata's schema.";
        };
    }

    private static String argument(JsonObject entry, int position) {
        return entry.member("arguments").orElse(null) instanceof JsonArray(var arguments)
                        && position < arguments.size()
                        && arguments.get(position) instanceof JsonString(var text)
                ? text
                : "";
    }

    /** Converts {@code $.message_id} to {@code /message_id}. The schema has no member that a pointer would have to escape. */
    private static String pointer(String path) {
        return path.substring(1).replace('.', '/');
    }
}
