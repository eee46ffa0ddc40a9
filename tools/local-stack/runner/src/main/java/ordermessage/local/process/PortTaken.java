package ordermessage.local.process;

/** A port that a server of the local stack needs is in use; the message is one line and says what to do. */
public final class PortTaken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The port, what was to listen there, and the environment variable that chooses another. */
    public PortTaken(int port, String service, String variable) {
        super("Port %d (%s) is taken; choose another with %s=…".formatted(port, service, variable));
    }
}
