package ordermessage.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonBoolean;
import ordermessage.json.JsonValue.JsonNull;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.json.MalformedJson.Flaw;

/** One pass of Gson's strict reader over one text, with the checks that the reader leaves to its caller. */
final class JsonParsing {
    private final String text;
    private final JsonReader reader;
    private int depth;

    JsonParsing(String text) {
        this.text = text;
        this.reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
    }

    JsonValue document() {
        // The reader would skip a byte order mark; RFC 8259 knows none inside a document.
        if (text.startsWith("\ufeff")) {
            throw new MalformedJson(Flaw.NOT_JSON);
        }
        try {
            var value = value();
            expectEnd();
            return value;
        } catch (IOException | IllegalStateException | NumberFormatException e) {
            // The reader's own message names members of the text, so it goes no further.
            throw new MalformedJson(Flaw.NOT_JSON);
        }
    }

    private JsonValue value() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> new JsonString(reader.nextString());
            case NUMBER -> new JsonNumber(reader.nextString());
            case BOOLEAN -> new JsonBoolean(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield new JsonNull();
            }
            case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT -> throw new MalformedJson(Flaw.NOT_JSON);
        };
    }

    private JsonObject object() throws IOException {
        descend();
        var members = new LinkedHashMap<String, JsonValue>();
        reader.beginObject();
        while (reader.hasNext()) {
            if (members.put(reader.nextName(), value()) != null) {
                throw new MalformedJson(Flaw.DUPLICATE_MEMBER);
            }
        }
        reader.endObject();
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() throws IOException {
        descend();
        var elements = new ArrayList<JsonValue>();
        reader.beginArray();
        while (reader.hasNext()) {
            elements.add(value());
        }
        reader.endArray();
        depth--;
        return new JsonArray(elements);
    }

    private void descend() {
        if (++depth > JsonText.MAX_DEPTH) {
            throw new MalformedJson(Flaw.NESTED_TOO_DEEP);
        }
    }

    private void expectEnd() {
        try {
            if (reader.peek() == JsonToken.END_DOCUMENT) {
                return;
            }
        } catch (IOException e) {
            // A strict reader refuses whatever follows the document, which is the very thing to report.
        }
        throw new MalformedJson(Flaw.TRAILING_DATA);
    }
}
