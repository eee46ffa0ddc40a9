package ordermessage.local.console;

/** An action could not be done. The message is one line for the user. */
final class ActionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ActionFailedException(String message) {
        super(message);
    }

    ActionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
