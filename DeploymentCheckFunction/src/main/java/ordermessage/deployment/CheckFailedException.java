package ordermessage.deployment;

import java.io.Serial;

/** A version did not answer as it should. Of an event or an answer, the exception's message contains only a status. */
public final class CheckFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CheckFailedException(String reason) {
        super(reason);
    }
}
