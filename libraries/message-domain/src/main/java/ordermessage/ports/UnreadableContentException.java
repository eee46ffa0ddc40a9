package ordermessage.ports;

/** A store holds something under a key that the service did not write. To try again does not help. */
public class UnreadableContentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message says what is wrong, and has nothing of the content */
    public UnreadableContentException(String message) {
        super(message);
    }
}
