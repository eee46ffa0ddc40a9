package ordermessage.local.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows the status of alarms as lines of text. */
public final class AlarmTable {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** make run writes every few seconds, so an older status is not the current one. */
    private static final Duration MAX_AGE = Duration.ofMinutes(1);

    private AlarmTable() {}

    /**
     * Returns one line for each alarm.
     *
     * @param zone the time zone of the times
     */
    public static List<String> lines(AlarmFile.Content content, Instant now, ZoneId zone) {
        var time = TIME.withZone(zone);
        var lines = new ArrayList<String>();
        if (content.updated().plus(MAX_AGE).isBefore(now)) {
            lines.add("make run does not run any more. This is the status at " + time.format(content.updated()) + ".");
        }
        lines.add("%-28s %-13s %-9s %s".formatted("ALARM", "STATE", "SINCE", "REASON"));
        for (var status : content.alarms()) {
            lines.add("%-28s %-13s %-9s %s"
                    .formatted(
                            status.alarm(),
                            status.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            time.format(status.since()),
                            status.reason()));
        }
        return lines;
    }
}
