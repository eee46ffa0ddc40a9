package ordermessage.message;

import java.util.List;

/** A document is JSON, but not a message. */
public final class InvalidMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    public InvalidMessageException(List<FieldError> errors) {
        super("Not a message: " + errors);
        this.errors = List.copyOf(errors);
    }

    public List<FieldError> errors() {
        return errors;
    }
}
