package ordermessage.log;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** A log event as one line of JSON, with the names that Powertools' own layouts have. */
final class LogLine {
    private LogLine() {}

    /**
     * Writes an event.
     *
     * @param pairs the members of this event; a {@link Number} stays a number
     * @param context what Powertools and the service know of the invocation, from SLF4J's MDC; may be null
     */
    static String of(
            Instant time,
            Level level,
            String logger,
            String message,
            List<KeyValuePair> pairs,
            Throwable failure,
            Map<String, String> context) {
        var line = new StringWriter();
        try (var json = new JsonWriter(line)) {
            json.beginObject();
            json.name("level").value(level.toString());
            json.name("message").value(message);
            for (var pair : pairs) {
                write(pair, json);
            }
            if (failure != null) {
                write(failure, json);
            }
            for (var entry : new TreeMap<>(context == null ? Map.of() : context).entrySet()) {
                write(entry.getKey(), entry.getValue(), json);
            }
            json.name("logger").value(logger);
            json.name("timestamp").value(time.toString());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A StringWriter failed", e);
        }
        return line.toString();
    }

    private static void write(KeyValuePair pair, JsonWriter json) throws IOException {
        json.name(pair.key);
        if (pair.value instanceof Number number) {
            json.value(number);
        } else {
            json.value(String.valueOf(pair.value));
        }
    }

    private static void write(Throwable failure, JsonWriter json) throws IOException {
        json.name("error").beginObject();
        json.name("message").value(FailureText.message(failure));
        json.name("name").value(failure.getClass().getName());
        json.name("stack").value(FailureText.stack(failure));
        json.endObject();
    }

    /** The context has only text. What are numbers and truth values in Powertools' layouts are the same here. */
    private static void write(String name, String value, JsonWriter json) throws IOException {
        json.name(name);
        switch (name) {
            case "cold_start" -> json.value(Boolean.parseBoolean(value));
            case "function_memory_size", "sampling_rate" -> json.jsonValue(value);
            default -> json.value(value);
        }
    }
}
