package ordermessage.deployment;

/** Calls versions of functions. */
@FunctionalInterface
public interface FunctionCalls {
    /**
     * Calls a version and waits for its answer.
     *
     * @param version the ARN of the version
     * @param event the event, as JSON
     * @return what the function returned, as JSON
     * @throws CheckFailedException when the version cannot be called, or when it fails
     */
    String call(String version, String event);
}
