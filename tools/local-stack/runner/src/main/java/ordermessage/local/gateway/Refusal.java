package ordermessage.local.gateway;

/** A request gets an answer of the gateway's own. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final GatewayError error;

    /** The answer that the client gets. */
    public Refusal(GatewayError error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    GatewayError error() {
        return error;
    }
}
