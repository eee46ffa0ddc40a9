package ordermessage.fuzz;

import java.nio.charset.StandardCharsets;

/** An invariant does not hold: something that must be true for every input. */
final class BrokenInvariantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenInvariantException(String invariant) {
        super(invariant);
    }

    /** Requires that UTF-8 can encode a text: another character would take the place of a lone surrogate. */
    static void requireUtf8(String text, String what) {
        require(StandardCharsets.UTF_8.newEncoder().canEncode(text), "UTF-8 can encode " + what);
    }

    static void require(boolean holds, String invariant) {
        if (!holds) {
            throw new BrokenInvariantException(invariant);
        }
    }
}
