package ordermessage.local.console;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Optional;
import java.util.OptionalDouble;

/** A log line of a function that belongs to a message or to a refused request. */
final class LogLine {
    static final String MESSAGE_ID = "message_id";
    static final String COMPANY_ID = "company_id";
    static final String OUTCOME = "outcome";
    static final String REASON = "reason";
    static final String STATUS = "status";
    static final String DURATION = "duration_ms";
    static final String AGE = "age_ms";
    private static final String QUEUE_ID = "sqs_message_id";
    private static final String REQUEST_ID = "request_id";

    /** A line is kept only up to this length, so that the lines together have a maximum size. */
    private static final int MAX_LENGTH = 4000;

    private final String function;
    private final String line;
    private final JsonObject members;

    private LogLine(String function, String line, JsonObject members) {
        this.function = function;
        this.line = line;
        this.members = members;
    }

    /** Reads a line; empty when it is not a JSON object, or has no outcome and no id of a message. */
    static Optional<LogLine> read(String function, String line) {
        if (!line.startsWith("{") || !(line.contains("\"outcome\"") || line.contains("\"message_id\""))) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LogLine(function, line, JsonParser.parseString(line).getAsJsonObject()));
        } catch (RuntimeException e) { // All of them: a function may print anything.
            return Optional.empty();
        }
    }

    /** Returns the function's logical id. */
    String function() {
        return function;
    }

    /** Returns the line as the function printed it, up to a maximum length. */
    String text() {
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + " …" : line;
    }

    Optional<String> string(String member) {
        return member(member).map(JsonElement::getAsString);
    }

    /** Returns the number of a member; empty when it is no number. */
    OptionalDouble number(String member) {
        return member(member)
                .filter(value -> value.getAsJsonPrimitive().isNumber())
                .map(value -> OptionalDouble.of(value.getAsDouble()))
                .orElse(OptionalDouble.empty());
    }

    Optional<JsonElement> member(String member) {
        return Optional.ofNullable(members.get(member)).filter(JsonElement::isJsonPrimitive);
    }

    /**
     * Returns the key of the message, or of the record or of the refused request if it has no readable id; empty when
     * the line is about none of these, such as an answered list.
     */
    Optional<String> key() {
        var message = string(MESSAGE_ID);
        if (message.isPresent()) {
            return Optional.of(string(COMPANY_ID).orElse("unknown") + "/" + message.get());
        }
        return string(QUEUE_ID)
                .map(id -> "record/" + id)
                .or(() -> string(OUTCOME)
                        .filter("refused"::equals)
                        .flatMap(refused -> string(REQUEST_ID))
                        .map(id -> "request/" + id));
    }
}
