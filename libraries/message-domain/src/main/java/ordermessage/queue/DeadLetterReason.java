package ordermessage.queue;

/** The reason why a message is in the dead-letter queue. A message that SQS itself moved there has none of these. */
public enum DeadLetterReason {
    /** Different content is stored under its key. */
    CONFLICT("conflict"),
    /** Its text is not a JSON document. */
    UNREADABLE("unreadable"),
    /** It lacks what storing it needs. */
    INVALID("invalid");

    private final String text;

    DeadLetterReason(String text) {
        this.text = text;
    }

    /** Returns the value of the message attribute {@code reason}. */
    @Override
    public String toString() {
        return text;
    }
}
