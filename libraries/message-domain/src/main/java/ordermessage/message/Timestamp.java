package ordermessage.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The date-time of RFC 3339 §5.6. JSON Schema calls it {@code date-time}. {@code T} and {@code Z} can be in either case,
 * there can be any number of fraction digits, and offsets go from -23:59 to +23:59 (-00:00 included). A leap second is
 * allowed only at 23:59:60 UTC.
 */
public final class Timestamp {
    private static final Pattern FORM = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]"
            + "([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?"
            + "(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))");
    private static final int MINUTES_OF_DAY = 24 * 60;

    private Timestamp() {}

    public static boolean isDateTime(String text) {
        return instant(text).isPresent();
    }

    /**
     * Returns the instant of a date-time; empty for any other text. Only the first nine fraction digits count. A leap
     * second is the first second of the next day.
     */
    public static Optional<Instant> instant(String text) {
        var parts = FORM.matcher(text);
        return parts.matches() && isDate(parts) && isTime(parts) ? Optional.of(instant(parts)) : Optional.empty();
    }

    private static Instant instant(Matcher parts) {
        return LocalDateTime.of(
                        number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4), number(parts, 5))
                .plusSeconds(number(parts, 6))
                .plusNanos(nanoseconds(parts.group(7)))
                .minusMinutes(offset(parts))
                .toInstant(ZoneOffset.UTC);
    }

    private static int nanoseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static boolean isDate(Matcher parts) {
        try {
            LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(Matcher parts) {
        boolean offsetExists = parts.group(8) == null || (number(parts, 9) < 24 && number(parts, 10) < 60);
        boolean minuteExists = number(parts, 4) < 24 && number(parts, 5) < 60;
        int second = number(parts, 6);
        return offsetExists && minuteExists && (second < 60 || (second == 60 && lastMinuteOfUtcDay(parts)));
    }

    private static boolean lastMinuteOfUtcDay(Matcher parts) {
        int local = number(parts, 4) * 60 + number(parts, 5);
        return Math.floorMod(local - offset(parts), MINUTES_OF_DAY) == MINUTES_OF_DAY - 1;
    }

    private static int offset(Matcher parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        int minutes = number(parts, 9) * 60 + number(parts, 10);
        return parts.group(8).equals("-") ? -minutes : minutes;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }
}
