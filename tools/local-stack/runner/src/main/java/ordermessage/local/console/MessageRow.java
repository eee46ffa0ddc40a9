package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The log lines of the functions about one message. It is not thread-safe. */
final class MessageRow {
    private static final int MAX_LINES = 40;
    private static final int MAX_FUNCTIONS = 20;

    private final String key;
    private final long number;
    private final long at;
    private final Map<String, JsonObject> steps = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private long change;

    /**
     * A log line.
     *
     * @param text the line as the function printed it
     */
    record Line(String function, String text) {}

    /**
     * Creates a row without lines.
     *
     * @param number the number of rows before this one
     * @param at the time in milliseconds since 1970
     */
    MessageRow(String key, long number, long at) {
        this.key = key;
        this.number = number;
        this.at = at;
    }

    /** Returns the number of the last change. */
    long change() {
        return change;
    }

    List<Line> lines() {
        return List.copyOf(lines);
    }

    void add(LogLine line, long newChange) {
        change = newChange;
        if (lines.size() < MAX_LINES) {
            lines.add(new Line(line.function(), line.text()));
        }
        if (line.member(LogLine.OUTCOME).isPresent()
                && (steps.containsKey(line.function()) || steps.size() < MAX_FUNCTIONS)) {
            steps.put(line.function(), step(line));
        }
    }

    private JsonObject step(LogLine line) {
        var step = new JsonObject();
        for (var member : List.of(LogLine.OUTCOME, LogLine.REASON, LogLine.STATUS, LogLine.DURATION, LogLine.AGE)) {
            line.member(member).ifPresent(value -> step.add(member, value));
        }
        step.addProperty("function", line.function());
        var before = steps.get(line.function());
        step.addProperty("times", before == null ? 1 : before.get("times").getAsInt() + 1);
        return step;
    }

    /** Returns the row for the page. */
    JsonObject json() {
        var json = new JsonObject();
        json.addProperty("key", key);
        json.addProperty("number", number);
        json.addProperty("at", at);
        var all = new JsonArray();
        steps.values().forEach(all::add);
        json.add("steps", all);
        return json;
    }
}
