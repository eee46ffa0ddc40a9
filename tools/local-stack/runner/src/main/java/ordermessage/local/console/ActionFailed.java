package ordermessage.local.console;

/** An action could not be done. The message is one line for the user. */
final class ActionFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ActionFailed(String message) {
        super(message);
    }

    ActionFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
