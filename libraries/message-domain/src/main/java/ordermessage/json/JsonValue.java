package ordermessage.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON value (RFC 8259) as it was sent: members in their order, numbers as their digits, strings as their UTF-16 code
 * units, lone surrogates included. Two values are equal when they hold the same members in any order, the same elements
 * in the same order, the same strings, and numbers of the same digits: {@code 20.1} and {@code 20.10} differ.
 */
public sealed interface JsonValue {

    /**
     * An object.
     *
     * @param members the members in the order of the text; no name occurs twice
     */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        public JsonObject {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        public Optional<JsonValue> member(String name) {
            return Optional.ofNullable(members.get(name));
        }

        /** Returns the text of a member, if it is a string. */
        public Optional<String> string(String name) {
            return members.get(name) instanceof JsonString(var text) ? Optional.of(text) : Optional.empty();
        }

        /** Returns a member, if it is an object. */
        public Optional<JsonObject> object(String name) {
            return members.get(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        }

        /** Copies the object with a member replaced in its place, or added at the end. */
        public JsonObject with(String name, JsonValue value) {
            var changed = new LinkedHashMap<>(members);
            changed.put(name, value);
            return new JsonObject(changed);
        }
    }

    record JsonArray(List<JsonValue> elements) implements JsonValue {
        public JsonArray {
            elements = List.copyOf(elements);
        }
    }

    record JsonString(String text) implements JsonValue {}

    /**
     * A number.
     *
     * @param digits the number as it was written, such as {@code 20.10} or {@code 1e400}
     */
    record JsonNumber(String digits) implements JsonValue {}

    record JsonBoolean(boolean value) implements JsonValue {}

    record JsonNull() implements JsonValue {}
}
