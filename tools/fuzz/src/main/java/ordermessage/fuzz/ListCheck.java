package ordermessage.fuzz;

import static ordermessage.fuzz.BrokenInvariantException.require;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;

/** Checks that a list with any parameters is answered or refused, and that the cursor of an answer is always accepted. */
final class ListCheck {
    private static final int MAX_PARAMETERS = 5;

    /** The value of this parameter becomes a cursor with a right digest. The fuzzer itself cannot guess a digest. */
    private static final String CURSOR_WITH_DIGEST = "cursor!";

    private static final int DIGEST_BYTES = 12;

    private final Service service;

    ListCheck(Service service) {
        this.service = service;
    }

    void run(Input input) {
        var parameters = new HashMap<String, String>();
        for (var name = input.line(); !name.isEmpty() && parameters.size() < MAX_PARAMETERS; name = input.line()) {
            var value = input.line();
            if (name.equals(CURSOR_WITH_DIGEST)) {
                parameters.put("cursor", withDigest(value));
            } else {
                parameters.put(name, value);
            }
        }
        var first = list(parameters);
        if (first != null) {
            var cursor = first.string("cursor").orElseThrow();
            require(list(Map.of("cursor", cursor)) != null, "The cursor of an answer is accepted");
        }
    }

    /** Returns the body of the answer; null if the request was refused. */
    private JsonObject list(Map<String, String> parameters) {
        var response = service.list(new APIGatewayProxyRequestEvent().withQueryStringParameters(parameters));
        require(
                response.getStatusCode() == 200 || response.getStatusCode() == 400,
                "A list is answered 200 or 400, not " + response.getStatusCode());
        return response.getStatusCode() == 200 ? (JsonObject) JsonText.parse(response.getBody()) : null;
    }

    private static String withDigest(String contents) {
        var bytes = contents.getBytes(StandardCharsets.ISO_8859_1);
        var digest = sha256("1|" + Service.COMPANY + "|" + contents);
        var all = Arrays.copyOf(digest, DIGEST_BYTES + bytes.length);
        System.arraycopy(bytes, 0, all, DIGEST_BYTES, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
