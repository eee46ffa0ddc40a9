package ordermessage.local.gateway;

/** The gateway refuses a request and answers it with an error. */
public final class RequestRefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final GatewayError error;

    /**
     * Creates the exception.
     *
     * @param error the error that the client gets
     */
    public RequestRefusedException(GatewayError error) {
        super(error.name(), null, false, false);
        this.error = error;
    }

    GatewayError error() {
        return error;
    }
}
