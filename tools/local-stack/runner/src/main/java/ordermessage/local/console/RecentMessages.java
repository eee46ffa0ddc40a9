package ordermessage.local.console;

import com.google.gson.JsonArray;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** The messages of which functions have written log lines: the newest ones, up to a maximum number. */
final class RecentMessages {
    /** The number of messages that the page shows. */
    static final int SHOWN = 200;

    /** More than the page shows, because a message that waits in the queue gets further lines later. */
    private static final int KEPT = 1000;

    private final InstantSource clock;
    private final LinkedHashMap<String, MessageRow> rows = new LinkedHashMap<>();
    private long created;
    private long changes;

    RecentMessages(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(LogLine line) {
        line.key().ifPresent(key -> {
            rows.computeIfAbsent(key, added -> new MessageRow(added, created++, clock.millis()))
                    .add(line, ++changes);
            if (rows.size() > KEPT) {
                rows.pollFirstEntry();
            }
        });
    }

    /**
     * Adds the shown messages that have changed to an array, the newest first.
     *
     * @param since the result of the last call; 0 for all messages
     * @return the number of the last change
     */
    synchronized long addChanged(JsonArray changed, long since) {
        rows.reversed().values().stream()
                .limit(SHOWN)
                .filter(row -> row.change() > since)
                .map(MessageRow::json)
                .forEach(changed::add);
        return changes;
    }

    /** Returns the log lines of a message; empty when it is not known, or no longer. */
    synchronized Optional<List<MessageRow.Line>> lines(String key) {
        return Optional.ofNullable(rows.get(key)).map(MessageRow::lines);
    }
}
