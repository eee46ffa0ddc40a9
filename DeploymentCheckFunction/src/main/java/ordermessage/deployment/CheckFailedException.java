package ordermessage.deployment;

import java.io.Serial;

/** A version did not answer as it should. The exception's message has no part of an event or an answer but a status. */
public final class CheckFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CheckFailedException(String reason) {
        super(reason);
    }
}
