package ordermessage.deployment;

import java.util.Optional;

/**
 * The result of a check. It has no part of an event or an answer, except a status.
 *
 * @param failure the first function that did not answer as it should; the check ended with it
 */
public record CheckResult(Optional<Failure> failure) {

    /**
     * A function that did not answer as it should.
     *
     * @param function its name in the template
     * @param reason what it did instead
     */
    public record Failure(String function, String reason) {}

    /** Returns whether every function answered as it should. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
