package ordermessage.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonBoolean;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJsonException.Flaw;

/**
 * A converter between JSON text and values, by RFC 8259: one document, no duplicate members or comments, no {@code NaN},
 * no byte order mark, at most {@value #MAX_DEPTH} levels deep. Parsing the text of {@link #write} returns an equal value.
 */
public final class JsonText {
    /** Objects and arrays within each other, the outermost included. */
    public static final int MAX_DEPTH = 100;

    /** The maximum number of values in a new document: the document itself, all members and all elements. */
    public static final int MAX_VALUES = 100_000;

    private JsonText() {}

    /** @throws MalformedJsonException when the bytes are not UTF-8 */
    public static String decode(ByteBuffer utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8.duplicate()).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException(Flaw.NOT_UTF_8);
        }
    }

    /**
     * Parses a text that the service has accepted before. It can have any number of values: an earlier version had no limit.
     *
     * @throws MalformedJsonException when the text is anything but one JSON document
     */
    public static JsonValue parse(String text) {
        return new JsonParsing(text, Integer.MAX_VALUE).document();
    }

    /**
     * Parses a text that a client has sent just now. A value needs up to a hundred times as much memory as its text, so
     * the text has at most {@value #MAX_VALUES} of them.
     *
     * @throws MalformedJsonException when the text is anything but one JSON document within the limits
     */
    public static JsonValue parseNew(String text) {
        return new JsonParsing(text, MAX_VALUES).document();
    }

    /** Returns the value as compact JSON text, members in their order. */
    public static String write(JsonValue value) {
        return write(value, false);
    }

    /** Returns the canonical text of a value: compact, members sorted by name. Equal values have the same text. */
    public static String writeCanonically(JsonValue value) {
        return write(value, true);
    }

    private static String write(JsonValue value, boolean sorted) {
        var text = new StringWriter();
        try (var writer = new JsonWriter(text)) {
            writer.setStrictness(Strictness.STRICT);
            write(value, writer, sorted);
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter failed", e);
        }
        return escapeLoneSurrogates(text.toString());
    }

    private static void write(JsonValue value, JsonWriter writer, boolean sorted) throws IOException {
        switch (value) {
            case JsonObject(var members) -> writeMembers(sorted ? new TreeMap<>(members) : members, writer, sorted);
            case JsonArray(var elements) -> {
                writer.beginArray();
                for (var element : elements) {
                    write(element, writer, sorted);
                }
                writer.endArray();
            }
            case JsonString(var text) -> writer.value(text);
            case JsonNumber(var digits) -> writer.jsonValue(digits);
            case JsonBoolean(var bool) -> writer.value(bool);
            case JsonNull() -> writer.nullValue();
        }
    }

    private static void writeMembers(Map<String, JsonValue> members, JsonWriter writer, boolean sorted)
            throws IOException {
        writer.beginObject();
        for (var member : members.entrySet()) {
            writer.name(member.getKey());
            write(member.getValue(), writer, sorted);
        }
        writer.endObject();
    }

    /** Escapes lone surrogates, because they have no UTF-8 form. They can only come from escapes within strings. */
    private static String escapeLoneSurrogates(String json) {
        StringBuilder escaped = null;
        for (var i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < json.length()
                    && Character.isLowSurrogate(json.charAt(i + 1));
            boolean lone = Character.isSurrogate(c) && !pair;
            if (lone && escaped == null) {
                escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
            }
            if (escaped != null) {
                escaped.append(lone ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
            if (pair) {
                i++;
                if (escaped != null) {
                    escaped.append(json.charAt(i));
                }
            }
        }
        return escaped == null ? json : escaped.toString();
    }
}
