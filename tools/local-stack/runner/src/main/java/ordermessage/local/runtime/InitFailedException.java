package ordermessage.local.runtime;

/** The process of a function failed before it asked for its first event. */
public final class InitFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Outcome.Failed outcome;

    InitFailedException(Outcome.Failed outcome) {
        super(outcome.toString());
        this.outcome = outcome;
    }

    Outcome.Failed outcome() {
        return outcome;
    }
}
