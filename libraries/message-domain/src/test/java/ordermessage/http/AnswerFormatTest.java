package ordermessage.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.FieldError;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
    private final AnswerFormat format = new AnswerFormat("https://docs.example/api.md");

    @Test
    void aSuccessIsJsonThatNobodyCaches() {
        var body = new JsonObject(Map.of("status", new JsonString("accepted")));
        var formatted = format.format(new Answer.Success(202, "accepted", body, Map.of("Location", "/x")), "r-1");
        assertThat(formatted)
                .isEqualTo(new AnswerFormat.Formatted(
                        202,
                        Map.of(
                                "Content-Type", "application/json",
                                "Cache-Control", "no-store",
                                "X-Request-Id", "r-1",
                                "Location", "/x"),
                        "{\"status\":\"accepted\"}"));
    }

    @Test
    void aRefusalIsAProblemDetailsDocument() {
        var problem = new Problem(
                ProblemType.INVALID_MESSAGE, "See the errors.", List.of(new FieldError("/data", "This is required.")));
        var formatted = format.format(Answer.refusal(problem, 5), "r-2");
        assertThat(formatted.status()).isEqualTo(400);
        assertThat(formatted.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Retry-After", "5")
                .containsEntry("Cache-Control", "no-store");
        assertThat(formatted.body()).isEqualTo("""
                {"type":"https://docs.example/api.md#invalid-message","title":"The message is not valid","status":400,\
                "detail":"See the errors.","request_id":"r-2","errors":[{"pointer":"/data","detail":"This is required."}]}""");
    }
}
