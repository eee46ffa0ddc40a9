package ordermessage.deadletters;

/** The user asked for something that cannot be done; the message is one line. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message);
    }
}
