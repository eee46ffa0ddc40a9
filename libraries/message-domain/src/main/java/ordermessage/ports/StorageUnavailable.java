package ordermessage.ports;

/** A store did not answer as it should, so what it holds or has taken is unknown. Trying again is safe. */
public final class StorageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StorageUnavailable(Throwable cause) {
        super("The store did not answer as it should", cause);
    }
}
