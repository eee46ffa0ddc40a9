package ordermessage.local.runtime;

import com.google.gson.JsonObject;

/** How an invocation ended. */
public sealed interface Outcome {
    /** The function returned this, usually JSON; at most {@link LambdaFunction#LARGEST_PAYLOAD} bytes of UTF-8. */
    record Returned(String payload) implements Outcome {}

    /**
     * The function failed: it threw, ran out of time, ended, or never came up. Nothing is known of what it did before.
     *
     * @param type such as {@code Sandbox.Timedout}, {@code Runtime.ExitError} or the class of what it threw
     * @param payload Lambda's answer: a JSON object with {@code errorType} and {@code errorMessage}
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
