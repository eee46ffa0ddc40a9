package ordermessage.smoke;

import java.io.Serial;

/** The check failed, so the invocation fails: Lambda counts it in its metric {@code Errors}. */
public final class SmokeCheckFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    SmokeCheckFailedException(String step, String reason) {
        super("The smoke check failed in the step '%s': %s".formatted(step, reason));
    }
}
