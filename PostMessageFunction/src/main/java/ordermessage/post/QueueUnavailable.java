package ordermessage.post;

/** The queue did not acknowledge a message. It may have it all the same. */
public final class QueueUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public QueueUnavailable(Throwable cause) {
        super("The queue did not acknowledge the message", cause);
    }
}
