package ordermessage.adapters;

import ordermessage.ports.UnreadableContentException;

/** An item of the table is not an index entry. The service did not write it. */
public final class UnreadableItemException extends UnreadableContentException {
    private static final long serialVersionUID = 1L;

    UnreadableItemException(String attribute) {
        super("The attribute " + attribute + " is missing, or is not what the service writes");
    }
}
