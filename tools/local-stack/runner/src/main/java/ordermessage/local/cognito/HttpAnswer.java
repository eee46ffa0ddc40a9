package ordermessage.local.cognito;

import com.google.gson.JsonObject;
import java.util.Map;

/** An answer of {@link CognitoServer}. */
record HttpAnswer(int status, Map<String, String> headers, String body) {
    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer of(int status, String contentType, JsonObject body) {
        return new HttpAnswer(status, Map.of("Content-Type", contentType), body.toString());
    }
}
