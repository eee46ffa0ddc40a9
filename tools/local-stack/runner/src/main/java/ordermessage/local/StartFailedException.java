package ordermessage.local;

/** The local stack cannot start. The message is one line and says what to do. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartFailedException(String message) {
        super(message);
    }

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
