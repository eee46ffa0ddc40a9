package ordermessage.operator;

/** The user asked for something that cannot be done. The message is one line for the user. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message for the user. */
    public UsageException(String message) {
        super(message);
    }
}
