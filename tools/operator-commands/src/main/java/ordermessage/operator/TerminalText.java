package ordermessage.operator;

import java.util.regex.Pattern;

/** Makes text from a store safe for a terminal. */
public final class TerminalText {
    /**
     * The characters that could control a terminal or change its text: control characters, among them those from U+0080 to U+009F, which
     * begin an escape sequence too; characters that change the direction of the text or are invisible; separators of lines;
     * lone surrogates.
     */
    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private TerminalText() {}

    /** Replaces characters that are not safe for a terminal, and cuts what is longer than the limit. */
    public static String safe(String text, int limit) {
        var shown = text.length() > limit ? text.substring(0, limit - 1) + "…" : text;
        return UNSAFE.matcher(shown).replaceAll("?");
    }
}
