package ordermessage.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.FieldError;

/** Formats answers as HTTP: status, headers, JSON body. */
public final class AnswerFormat {
    private final String docsUrl;

    /** A formatted answer. */
    public record Formatted(int status, Map<String, String> headers, String body) {}

    /** @param docsUrl the URL of the published {@code docs/api.md}; the {@code type} of a problem is a section of it */
    public AnswerFormat(String docsUrl) {
        this.docsUrl = docsUrl;
    }

    public Formatted format(Answer answer, String requestId) {
        return switch (answer) {
            case Answer.Success success ->
                formatted(success.status(), "application/json", success.body(), success.headers(), requestId);
            case Answer.Refusal(var problem, var headers) ->
                formatted(
                        problem.type().status(),
                        "application/problem+json",
                        members(problem, requestId),
                        headers,
                        requestId);
        };
    }

    private static Formatted formatted(
            int status, String contentType, JsonObject body, Map<String, String> headers, String requestId) {
        var all = new LinkedHashMap<String, String>();
        all.put("Content-Type", contentType);
        all.put("Cache-Control", "no-store");
        all.put("X-Request-Id", requestId);
        all.putAll(headers);
        return new Formatted(status, all, JsonText.write(body));
    }

    private JsonObject members(Problem problem, String requestId) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("type", new JsonString(docsUrl + "#" + problem.type().anchor()));
        members.put("title", new JsonString(problem.type().title()));
        members.put("status", new JsonNumber(String.valueOf(problem.type().status())));
        members.put("detail", new JsonString(problem.detail()));
        members.put("request_id", new JsonString(requestId));
        members.put("errors", errors(problem.errors()));
        return new JsonObject(members);
    }

    private static JsonArray errors(List<FieldError> errors) {
        return new JsonArray(errors.stream().map(AnswerFormat::error).toList());
    }

    private static JsonValue error(FieldError error) {
        var members = new LinkedHashMap<String, JsonValue>();
        members.put("pointer", new JsonString(error.pointer()));
        members.put("detail", new JsonString(error.detail()));
        return new JsonObject(members);
    }
}
