package ordermessage.smoke;

import java.io.Serial;

/** A step of the check failed. The reason contains no token, no secret and no body. */
public final class StepFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /** @param status the status of the answer; 0 if there was none */
    StepFailedException(int status, String reason) {
        super(status == 0 ? reason : status + " " + reason);
        this.status = status;
        this.reason = reason;
    }

    int status() {
        return status;
    }

    String reason() {
        return reason;
    }
}
