package ordermessage.deployment;

import java.io.Serial;

/** A version did not answer as it should. The message contains nothing of an event or an answer but a status. */
public final class CheckFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CheckFailed(String reason) {
        super(reason);
    }
}
