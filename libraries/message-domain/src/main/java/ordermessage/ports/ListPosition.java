package ordermessage.ports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.regex.Pattern;
import ordermessage.message.Uuid;

/**
 * A position in the list of a company's messages. Messages are listed by the instant at which they were stored, and messages
 * of the same instant by their ids. The order of positions is the order of their texts.
 *
 * @param text an instant with nine fraction digits; for the position of a message, also {@code #} and the message id
 */
public record ListPosition(String text) implements Comparable<ListPosition> {
    /** The last instant that a position can have: the texts of later years would be longer. */
    public static final Instant MAX_INSTANT = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private static final DateTimeFormatter NINE_DIGITS =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter();
    private static final int INSTANT_LENGTH = "9999-12-31T23:59:59.999999999Z".length();
    private static final int FRACTION_START = "9999-12-31T23:59:59.".length();
    private static final Pattern FORM = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{9}Z(?:#[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})?");

    /**
     * Makes a position of its text.
     *
     * @throws IllegalArgumentException when the text is not a position; its message does not contain the text
     */
    public ListPosition {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a position");
        }
    }

    /** Returns the position of a message. */
    public static ListPosition of(Instant storedAt, Uuid messageId) {
        return new ListPosition(NINE_DIGITS.format(storedAt) + "#" + messageId);
    }

    /** Returns the position before every message that was stored at this instant, and after every earlier message. */
    public static ListPosition before(Instant storedAt) {
        return new ListPosition(NINE_DIGITS.format(storedAt));
    }

    /**
     * The instant of the position.
     *
     * @throws DateTimeException when the text has the form of an instant that does not exist, such as one in month 13
     */
    public Instant storedAt() {
        return Instant.parse(text.substring(0, INSTANT_LENGTH));
    }

    /**
     * Returns the instant as {@link Instant#toString} writes it: with no, three, six or nine digits of its fraction. It does not read
     * the instant, which would be most of the work for an entry of a list.
     */
    public String storedAtText() {
        var end = INSTANT_LENGTH - 1;
        while (end > FRACTION_START && text.startsWith("000", end - 3)) {
            end -= 3;
        }
        return text.substring(0, end == FRACTION_START ? end - 1 : end) + "Z";
    }

    @Override
    public int compareTo(ListPosition other) {
        return text.compareTo(other.text);
    }
}
