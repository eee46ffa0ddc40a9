package ordermessage.http;

import java.util.Map;
import ordermessage.json.JsonValue.JsonObject;

/**
 * What the caller gets, before it is put into HTTP. The headers are those beyond what every answer has.
 */
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

    /** @param retryAfter seconds after which trying again makes sense */
    static Answer refusal(Problem problem, int retryAfter) {
        return new Refusal(problem, Map.of("Retry-After", String.valueOf(retryAfter)));
    }
}
