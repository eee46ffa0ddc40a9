package ordermessage.harness;

/** A setting that the user gave is not valid, or cannot be used on this machine. The message is one line for the user. */
public final class InvalidSettingException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message that names the setting. */
    public InvalidSettingException(String message) {
        super(message);
    }

    /** Creates an exception with a message that names the setting, and with what caused it. */
    public InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
