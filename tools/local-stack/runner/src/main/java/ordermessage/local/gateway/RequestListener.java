package ordermessage.local.gateway;

/** Learns of the requests that a gateway has answered. It is called from many threads, and must not throw. */
@FunctionalInterface
public interface RequestListener {
    /** A request was answered. */
    void answered(HandledRequest handled);

    /** Returns a listener that calls this one and then another. */
    default RequestListener and(RequestListener next) {
        return handled -> {
            answered(handled);
            next.answered(handled);
        };
    }
}
