package ordermessage.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A UUID in lower case, as keys contain it. Any version and variant is accepted, in any case, with its dashes and nothing
 * around it.
 *
 * @param value 36 characters, lower case
 */
public record Uuid(String value) {
    private static final Pattern FORM =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    /**
     * Makes a UUID of its text.
     *
     * @throws IllegalArgumentException for anything but a UUID; its message does not contain the text
     */
    public Uuid {
        if (!isUuid(value)) {
            throw new IllegalArgumentException("Not a UUID");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    /** Reads a UUID; empty for anything else. */
    public static Optional<Uuid> parse(String text) {
        return isUuid(text) ? Optional.of(new Uuid(text)) : Optional.empty();
    }

    private static boolean isUuid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
