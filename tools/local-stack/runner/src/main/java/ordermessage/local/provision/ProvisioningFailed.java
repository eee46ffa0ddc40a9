package ordermessage.local.provision;

/** What the template asks for cannot be made; the message is one line and says what to do. */
public final class ProvisioningFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProvisioningFailed(String message) {
        super(message);
    }
}
