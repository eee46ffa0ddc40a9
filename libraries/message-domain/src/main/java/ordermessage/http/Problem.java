package ordermessage.http;

import java.util.List;
import ordermessage.message.FieldError;

/**
 * A problem with a request (RFC 9457).
 *
 * @param detail a sentence for the caller; it never repeats what was sent
 * @param errors the wrong parts of the message; empty when the whole request is meant
 */
public record Problem(ProblemType type, String detail, List<FieldError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }
}
