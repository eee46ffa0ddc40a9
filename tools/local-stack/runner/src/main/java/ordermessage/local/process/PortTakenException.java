package ordermessage.local.process;

/** A server of the local stack needs a port that is in use. The message is one line and says what to do. */
public final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * Creates the exception.
     *
     * @param service the service that needs the port
     * @param variable the environment variable that chooses another port
     */
    public PortTakenException(int port, String service, String variable) {
        super("Port %d (%s) is taken; choose another with %s=…".formatted(port, service, variable));
    }
}
