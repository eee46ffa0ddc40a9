package ordermessage.http;

import java.util.List;
import ordermessage.message.FieldError;

/**
 * What went wrong with a request, as RFC 9457 has it.
 *
 * @param detail a sentence for the caller that never repeats what was sent
 * @param errors what is wrong where; empty when the request as a whole is meant
 */
public record Problem(ProblemType type, String detail, List<FieldError> errors) {
    public Problem {
        errors = List.copyOf(errors);
    }

    public Problem(ProblemType type, String detail) {
        this(type, detail, List.of());
    }
}
