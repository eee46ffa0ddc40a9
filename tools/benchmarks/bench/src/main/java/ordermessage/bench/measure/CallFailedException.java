package ordermessage.bench.measure;

/** A function or a program failed while it was measured, so there are no figures of it. The message is one line for the user. */
public final class CallFailedException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    public CallFailedException(String message) {
        super(message);
    }
}
