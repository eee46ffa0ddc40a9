package ordermessage.smoke;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The result of a check. It contains no token, no secret and no body.
 *
 * @param steps the steps that succeeded, in their order
 * @param failure the first step that failed; the check ended with it
 */
public record SmokeResult(List<Step> steps, Optional<Failure> failure) {
    public SmokeResult {
        steps = List.copyOf(steps);
    }

    /** A step that succeeded. */
    public record Step(String name, Duration duration) {}

    /**
     * A step that failed.
     *
     * @param status the status of the answer; 0 if there was none
     * @param reason the title of the problem document, or what else went wrong
     */
    public record Failure(String step, Duration duration, int status, String reason) {
        /** Returns the status, if there was an answer, and the reason. */
        public String text() {
            return status == 0 ? reason : status + " " + reason;
        }
    }

    /** Returns whether every step succeeded. */
    public boolean passed() {
        return failure.isEmpty();
    }

    /** Returns one line for each step. */
    public List<String> lines() {
        return Stream.concat(
                        steps.stream().map(step -> line("ok", step.name(), step.duration(), "")),
                        failure.stream().map(failed -> line("FAILED", failed.step(), failed.duration(), failed.text())))
                .toList();
    }

    private static String line(String result, String step, Duration duration, String text) {
        return "%-6s %-12s %6d ms  %s"
                .formatted(result, step, duration.toMillis(), text)
                .strip();
    }
}
