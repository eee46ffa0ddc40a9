package ordermessage.message;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A UUID in lower case, as keys contain it. Any version and variant is accepted, in any case, with its dashes and nothing
 * around it.
 *
 * @param value 36 characters, lower case
 */
public record Uuid(String value) {
    private static final int LENGTH = 36;

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

    /** A list reads a hundred ids, and a pattern would take several times as long. */
    private static boolean isUuid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (var i = 0; i < LENGTH; i++) {
            var character = text.charAt(i);
            var valid = isDash(i) ? character == '-' : HexFormat.isHexDigit(character);
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDash(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    @Override
    public String toString() {
        return value;
    }
}
