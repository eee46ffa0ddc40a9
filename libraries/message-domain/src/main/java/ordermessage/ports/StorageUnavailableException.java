package ordermessage.ports;

/** A store failed or did not answer. It is unknown what it has stored; it is safe to try again. */
public final class StorageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailableException(Throwable cause) {
        super("The store failed or did not answer", cause);
    }
}
