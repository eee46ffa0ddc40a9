package ordermessage.local.elasticmq;

/** The store holds as much as it may, or the disk is full. Nothing was written. */
final class StoreFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    StoreFull(Throwable cause) {
        super("The queue store is full", cause);
    }
}
