package ordermessage.local;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Prints a log line of a function in JSON so that a person can read it: the time, the function, the level, the message, and
 * those members that tell what became of a request or a record. Any other line is printed as it is.
 */
final class ReadableFormat implements ConsoleFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** The members of a log line that are printed, in this order. */
    private static final List<String> MEMBERS =
            List.of("outcome", "reason", "status", "duration_ms", "message_id", "company_id", "request_id");

    /** A message can contain what an exception quotes. A control character in it could change the terminal. */
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    private static final String RESET = "\u001b[0m";
    private static final String DIM = "\u001b[2m";
    private static final Map<String, String> COLOURS = Map.of(
            "ERROR", "\u001b[31m",
            "FATAL", "\u001b[31m",
            "WARN", "\u001b[33m",
            "INFO", "\u001b[32m");

    private final ZoneId zone;
    private final boolean colour;

    /**
     * @param zone the time zone of the times
     * @param colour whether the console is a terminal that shows colours
     */
    ReadableFormat(ZoneId zone, boolean colour) {
        this.zone = zone;
        this.colour = colour;
    }

    @Override
    public String print(String log, String line) {
        return event(line).map(event -> print(log, event)).orElseGet(() -> RAW.print(log, line));
    }

    /** Reads a log line; empty when it is not JSON with a level and a message. */
    private static Optional<JsonObject> event(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonParser.parseString(line))
                    .filter(JsonElement::isJsonObject)
                    .map(JsonElement::getAsJsonObject)
                    .filter(event -> text(event, "level").isPresent()
                            && text(event, "message").isPresent());
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    private String print(String log, JsonObject event) {
        var level = text(event, "level").orElseThrow();
        var parts = new ArrayList<String>();
        time(event).ifPresent(parts::add);
        parts.add(log);
        parts.add(coloured(COLOURS.getOrDefault(level, DIM), "%-5s".formatted(level)));
        parts.add(text(event, "message").orElseThrow());
        outcome(event).ifPresent(outcome -> parts.add(coloured(DIM, outcome)));
        error(event).ifPresent(error -> parts.add(coloured(COLOURS.get("ERROR"), error)));
        return String.join("  ", parts);
    }

    private Optional<String> time(JsonObject event) {
        try {
            // Faster than Instant.parse, which makes a new parser each time.
            return text(event, "timestamp")
                    .map(OffsetDateTime::parse)
                    .map(time -> TIME.format(time.atZoneSameInstant(zone)));
        } catch (DateTimeException e) {
            return text(event, "timestamp");
        }
    }

    private static Optional<String> outcome(JsonObject event) {
        var values = new ArrayList<String>();
        MEMBERS.forEach(name -> text(event, name).ifPresent(value -> values.add(name + "=" + value)));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", values));
    }

    /** Returns the class and the message of an exception. Its stack is in the log file. */
    private static Optional<String> error(JsonObject event) {
        if (!(event.get("error") instanceof JsonObject error)) {
            return Optional.empty();
        }
        return text(error, "name")
                .map(name -> text(error, "message")
                        .map(message -> name + ": " + message)
                        .orElse(name));
    }

    private static Optional<String> text(JsonObject object, String member) {
        return Optional.ofNullable(object.get(member))
                .filter(JsonElement::isJsonPrimitive)
                .map(value -> CONTROL_CHARACTERS.matcher(value.getAsString()).replaceAll(" "));
    }

    private String coloured(String code, String text) {
        return colour ? code + text + RESET : text;
    }
}
