package ordermessage.http;

import java.util.Map;
import ordermessage.json.JsonValue.JsonObject;

/** The answer to a request, before it is formatted as HTTP. The headers come in addition to those of every answer. */
public sealed interface Answer {
    Map<String, String> headers();

    record Success(int status, JsonObject body, Map<String, String> headers) implements Answer {
        public Success {
            headers = Map.copyOf(headers);
        }
    }

    record Refusal(Problem problem, Map<String, String> headers) implements Answer {
        public Refusal {
            headers = Map.copyOf(headers);
        }
    }

    static Answer refusal(Problem problem) {
        return new Refusal(problem, Map.of());
    }

    /**
     * Refuses a request that can be tried again.
     *
     * @param retryAfter when to try again, in seconds
     */
    static Answer refusal(Problem problem, int retryAfter) {
        return new Refusal(problem, Map.of("Retry-After", String.valueOf(retryAfter)));
    }
}
