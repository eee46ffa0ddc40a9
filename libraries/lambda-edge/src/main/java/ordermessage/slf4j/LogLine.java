package ordermessage.slf4j;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/** A log event as one line of JSON, with the names that Powertools' own layouts have. */
final class LogLine {
    /**
     * Members of Powertools' layouts that a line does not have, because CloudWatch charges for each byte. The log group and
     * {@code function_name} give the ARN, and the function's configuration has the others.
     */
    private static final Set<String> LEFT_OUT = Set.of("function_arn", "function_memory_size", "sampling_rate");

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
                if (!LEFT_OUT.contains(entry.getKey())) {
                    write(entry.getKey(), entry.getValue(), json);
                }
            }
            json.name("logger").value(logger);
            json.name("timestamp").value(time.truncatedTo(ChronoUnit.MILLIS).toString());
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

    /** Writes a value of the context, which has only text. A boolean of Powertools' layouts stays a boolean. */
    private static void write(String name, String value, JsonWriter json) throws IOException {
        json.name(name);
        if (name.equals("cold_start")) {
            json.value(Boolean.parseBoolean(value));
        } else {
            json.value(value);
        }
    }
}
