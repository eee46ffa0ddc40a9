package ordermessage.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that an exchange that differs from docs/openapi.yaml in one place is noticed. */
class ExchangeValidatorTest {
    private static final String MESSAGE = """
            {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
            "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":{}}""";

    private static final String CONFLICT = """
            {"type":"https://order-messages.example/docs/api.md#conflict","title":"The message id is taken","status":409,\
            "detail":"x","request_id":"1","errors":[]}""";

    private final ExchangeValidator validator = new ExchangeValidator(ApiDescription.read());
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    @BeforeEach
    void headersOfAnAcceptedMessage() {
        headers.putAll(Map.of(
                "content-type", "application/json",
                "cache-control", "no-store",
                "x-request-id", "1",
                "location", "/prod/message/fc0daad3-4f10-4d15-b8c6-276cca111e87",
                "retry-after", "1",
                "date", "Thu, 26 Nov 2026 10:00:00 GMT"));
    }

    @Test
    void aDescribedExchangeIsRemembered() {
        exchange(post(MESSAGE), MESSAGE, 202, accepted());

        assertThat(validator.seen()).containsExactly("POST /post-message 202");
        assertThat(validator.violations()).isEmpty();
    }

    @Test
    void anUndocumentedStatusIsNoticedAndRemembered() {
        assertThatThrownBy(() -> exchange(post(MESSAGE), MESSAGE, 201, accepted()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the status is not documented");
        assertThat(validator.violations()).hasSize(1);
        assertThat(validator.seen()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "x-powered-by,  a server,                     the header x-powered-by is not documented",
        "cache-control, public,                       the header Cache-Control",
        "retry-after,   soon,                         the header Retry-After",
        "content-type,  text/html,                    the media type 'text/html' is not documented",
        "content-type,  application/problem+json,     the media type 'application/problem+json' is not documented",
    })
    void anotherHeaderIsNoticed(String name, String value, String message) {
        headers.put(name, value);

        assertViolation(post(MESSAGE), MESSAGE, 202, accepted(), message);
    }

    @Test
    void aMissingHeaderIsNoticed() {
        headers.remove("location");

        assertViolation(post(MESSAGE), MESSAGE, 202, accepted(), "the header Location is missing");
    }

    @Test
    void anUndocumentedFieldIsNoticed() {
        assertViolation(post(MESSAGE), MESSAGE, 202, accepted().replace("{", "{\"queue\":\"x\","), "queue");
    }

    @Test
    void aMissingFieldIsNoticed() {
        assertViolation(post(MESSAGE), MESSAGE, 202, "{\"status\":\"accepted\"}", "message_id");
    }

    @Test
    void anUndocumentedProblemTypeIsNoticed() {
        problemHeaders();

        exchange(post(MESSAGE), MESSAGE, 409, CONFLICT);
        assertViolation(post(MESSAGE), MESSAGE, 409, CONFLICT.replace("#conflict", "#taken"), "the problem type taken");
    }

    @Test
    void aProblemOfAnotherStatusIsNoticed() {
        problemHeaders();

        assertViolation(post(MESSAGE), MESSAGE, 409, CONFLICT.replace("409", "400"), "the status in the body");
    }

    @Test
    void anAcceptedBodyThatIsNotDescribedIsNoticed() {
        var invalid = MESSAGE.replace("2023-12-10T22:02:38Z", "yesterday");

        assertViolation(post(invalid), invalid, 202, accepted(), "the body of the request: ");
    }

    @Test
    void aSuccessWithoutATokenIsNoticed() {
        assertViolation(request("POST", "/post-message"), MESSAGE, 202, accepted(), "the request has no token");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=1001,              the parameter limit",
        "limit=x,                 the parameter limit",
        "from=yesterday,          the parameter from",
        "company_id=1,            the parameter company_id is not documented",
    })
    void anAcceptedParameterThatIsNotDescribedIsNoticed(String query, String message) {
        headers.keySet().removeAll(List.of("location", "retry-after"));
        var page = "{\"messages\":[],\"cursor\":\"x\",\"next\":null}";

        exchange(withToken(request("GET", "/messages?limit=10&from=2026-11-26T00%3A00%3A00Z")), "", 200, page);
        assertViolation(withToken(request("GET", "/messages?" + query)), "", 200, page, message);
    }

    @Test
    void aRequestForNoOperationIsAnsweredWithUnknownRoute() {
        problemHeaders();
        headers.remove("x-request-id");
        var unknown = CONFLICT.replace("#conflict", "#unknown-route").replace("409", "404");

        exchange(request("PUT", "/post-message"), "", 404, unknown);
        assertViolation(request("PUT", "/post-message"), "", 404, CONFLICT, "the problem type conflict");
        assertViolation(request("PUT", "/post-message"), "", 202, accepted(), "no operation has this method and path");
    }

    private void problemHeaders() {
        headers.put("content-type", "application/problem+json");
        headers.keySet().removeAll(List.of("location", "retry-after"));
    }

    private void assertViolation(
            HttpRequest.Builder request, String body, int status, String responseBody, String message) {
        assertThatThrownBy(() -> exchange(request, body, status, responseBody))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message);
    }

    private void exchange(HttpRequest.Builder request, String body, int status, String responseBody) {
        var values = new TreeMap<String, List<String>>();
        headers.forEach((name, value) -> values.put(name, List.of(value)));
        var sent = request.build();
        var response = new ReceivedResponse(sent, status, HttpHeaders.of(values, (name, value) -> true), responseBody);
        validator.observe(sent, body.getBytes(UTF_8), response);
    }

    private static HttpRequest.Builder post(String message) {
        return withToken(request("POST", "/post-message")).POST(BodyPublishers.ofString(message));
    }

    private static HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1/prod" + path))
                .method(method, BodyPublishers.noBody());
    }

    private static HttpRequest.Builder withToken(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer x");
    }

    private static String accepted() {
        return "{\"message_id\":\"fc0daad3-4f10-4d15-b8c6-276cca111e87\",\"status\":\"accepted\"}";
    }
}
