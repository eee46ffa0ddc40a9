package ordermessage.harness;

/** A setting that the user gave is not valid, or cannot be used on this machine. The message is one line for the user. */
public final class InvalidSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message that names the setting. */
    public InvalidSetting(String message) {
        super(message);
    }

    /** Creates an exception with a message that names the setting, and with what caused it. */
    public InvalidSetting(String message, Throwable cause) {
        super(message, cause);
    }
}
