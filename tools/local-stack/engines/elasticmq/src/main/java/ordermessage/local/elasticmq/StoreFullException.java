package ordermessage.local.elasticmq;

/** The store has reached its maximum size, or the disk is full. Nothing was written. */
final class StoreFullException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFullException(Throwable cause) {
        super("The queue store is full", cause);
    }
}
