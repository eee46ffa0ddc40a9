package ordermessage.message;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A UUID in the form that keys are built from: lower case. Any version and variant is taken, in any case, with its
 * dashes and nothing around it.
 *
 * @param value 36 characters, lower case
 */
public record Uuid(String value) {
    private static final Pattern FORM =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");

    /** @throws IllegalArgumentException for anything but a UUID; the message does not hold the text */
    public Uuid {
        if (!isUuid(value)) {
            throw new IllegalArgumentException("Not a UUID");
        }
        value = value.toLowerCase(Locale.ROOT);
    }

    public static boolean isUuid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
