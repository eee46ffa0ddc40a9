package ordermessage.local.runtime;

import com.google.gson.JsonObject;

/** The outcome of an invocation. */
public sealed interface Outcome {
    /**
     * The function returned.
     *
     * @param payload the result, usually JSON; at most {@link LambdaFunction#MAX_PAYLOAD_BYTES} bytes of UTF-8
     */
    record Returned(String payload) implements Outcome {}

    /**
     * The function failed: it threw an exception, timed out, its process ended, or its process did not start. What it
     * did before that is unknown.
     *
     * @param type the error type, such as {@code Sandbox.Timedout}, {@code Runtime.ExitError} or the class of an
     *     exception
     * @param payload Lambda's response: a JSON object with {@code errorType} and {@code errorMessage}
     */
    record Failed(String type, String payload) implements Outcome {
        static Failed of(String type, String message) {
            var error = new JsonObject();
            error.addProperty("errorType", type);
            error.addProperty("errorMessage", message);
            return new Failed(type, error.toString());
        }

        @Override
        public String toString() {
            return type + " " + payload;
        }
    }
}
