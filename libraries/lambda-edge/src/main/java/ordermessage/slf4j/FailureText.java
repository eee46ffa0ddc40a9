package ordermessage.slf4j;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The text of a failure for the log. It has the message of an exception only if the exception is of this service or of the
 * AWS SDK: these do not repeat what a client sent. Other exceptions do, for example {@link NumberFormatException}.
 */
final class FailureText {
    /** The packages whose exceptions do not repeat input. */
    private static final List<String> WITHOUT_INPUT = List.of("ordermessage.", "software.amazon.awssdk.");

    private FailureText() {}

    /** Returns the message of a failure; null if it could repeat input. */
    static String message(Throwable failure) {
        var name = failure.getClass().getName();
        return WITHOUT_INPUT.stream().anyMatch(name::startsWith) ? failure.getMessage() : null;
    }

    /** Returns the stack trace of a failure and of its causes. */
    static String stack(Throwable failure) {
        var text = new StringBuilder();
        append(failure, "", Collections.newSetFromMap(new IdentityHashMap<>()), text);
        return text.toString();
    }

    private static void append(Throwable failure, String caption, Set<Throwable> seen, StringBuilder text) {
        if (!seen.add(failure)) {
            return;
        }
        var message = message(failure);
        text.append(caption).append(failure.getClass().getName());
        text.append(message == null ? "" : ": " + message).append('\n');
        Arrays.stream(failure.getStackTrace())
                .forEach(frame -> text.append("\tat ").append(frame).append('\n'));
        for (var suppressed : failure.getSuppressed()) {
            append(suppressed, "Suppressed: ", seen, text);
        }
        if (failure.getCause() != null) {
            append(failure.getCause(), "Caused by: ", seen, text);
        }
    }
}
