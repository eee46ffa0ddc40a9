package ordermessage.smoke;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.MalformedJsonException;

/** An answer of the API or of the token endpoint. */
final class ReceivedAnswer {
    private static final int MAX_REASON = 100;

    /** The error codes of OAuth, such as {@code invalid_client} (RFC 6749, section 5.2). */
    private static final Pattern OAUTH_ERROR = Pattern.compile("[a-z_]{1,40}");

    /** Everything that cannot be in the title of a problem. A line in a terminal or in a log contains the title. */
    private static final Pattern UNSAFE = Pattern.compile("[^\\p{Alnum}\\p{Punct} ]");

    private final int status;
    private final String contentType;
    private final String body;

    ReceivedAnswer(HttpResponse<String> response) {
        this.status = response.statusCode();
        this.contentType = response.headers().firstValue("Content-Type").orElse("");
        this.body = response.body();
    }

    int status() {
        return status;
    }

    /** @throws StepFailedException when the answer has none of these statuses */
    ReceivedAnswer expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
            throw failure();
        }
        return this;
    }

    /** Returns the failure of a step that cannot go on with this answer. */
    StepFailedException failure() {
        return new StepFailedException(status, reason());
    }

    /** @throws StepFailedException when the body is not a JSON object */
    JsonObject object() {
        return json().orElseThrow(() -> new StepFailedException(status, "the body is not a JSON object"));
    }

    /** Returns the title of a problem document, or the error code of OAuth. No other part of a body is shown. */
    private String reason() {
        if (contentType.startsWith("application/problem+json")) {
            return json().flatMap(problem -> problem.string("title"))
                    .map(ReceivedAnswer::safe)
                    .orElse("a problem without a title");
        }
        return json().flatMap(answer -> answer.string("error"))
                .filter(code -> OAUTH_ERROR.matcher(code).matches())
                .orElse("the answer is not a problem document of the API");
    }

    private Optional<JsonObject> json() {
        try {
            return JsonText.parse(body) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (MalformedJsonException e) {
            return Optional.empty();
        }
    }

    private static String safe(String title) {
        return UNSAFE.matcher(title.substring(0, Math.min(title.length(), MAX_REASON)))
                .replaceAll("?");
    }
}
