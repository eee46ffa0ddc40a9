package ordermessage.local.provision;

/** A resource of the template cannot be created or updated. The message is one line and says what to do. */
public final class ProvisioningFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProvisioningFailedException(String message) {
        super(message);
    }
}
