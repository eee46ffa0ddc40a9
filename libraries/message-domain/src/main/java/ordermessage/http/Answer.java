package ordermessage.http;

import java.util.Map;
import ordermessage.json.JsonValue.JsonObject;

/** The answer to a request, before it is formatted as HTTP. The headers come in addition to those of every answer. */
public sealed interface Answer {
    Map<String, String> headers();

    /** @param outcome what happened, in one word for the log */
    record Success(int status, String outcome, JsonObject body, Map<String, String> headers) implements Answer {
        public Success {
            headers = Map.copyOf(headers);
        }
    }

    record Refusal(Problem problem, Map<String, String> headers) implements Answer {
        public Refusal {
            headers = Map.copyOf(headers);
        }
    }

    static Refusal refusal(Problem problem) {
        return new Refusal(problem, Map.of());
    }

    /**
     * Refuses a request that can be tried again.
     *
     * @param retryAfter when to try again, in seconds
     */
    static Refusal refusal(Problem problem, int retryAfter) {
        return new Refusal(problem, Map.of("Retry-After", String.valueOf(retryAfter)));
    }
}
