package ordermessage.post;

/** The queue did not acknowledge a message. It may still have received the message. */
public final class QueueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailableException(Throwable cause) {
        super("The queue did not acknowledge the message", cause);
    }
}
