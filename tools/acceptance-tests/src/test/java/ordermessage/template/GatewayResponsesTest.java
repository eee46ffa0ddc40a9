package ordermessage.template;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.GatewayResponseType;
import ordermessage.local.template.Resource.GatewayResponse;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the API itself answers, for requests that no function answers. */
class GatewayResponsesTest {
    private static final String DOCS_URL = "https://docs.example/api.md";
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Stack STACK = stack();
    private static final Map<GatewayResponseType, GatewayResponse> RESPONSES =
            STACK.api().orElseThrow().gatewayResponses();

    static Set<GatewayResponseType> defined() {
        return RESPONSES.keySet();
    }

    /** Each row: a type, and the status and the problem of its answer, whether the type or its fallback is defined. */
    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED,                  403, forbidden",
        "API_CONFIGURATION_ERROR,        503, service-unavailable",
        "AUTHORIZER_CONFIGURATION_ERROR, 503, service-unavailable",
        "AUTHORIZER_FAILURE,             503, service-unavailable",
        "BAD_REQUEST_BODY,               400, bad-request",
        "BAD_REQUEST_PARAMETERS,         400, bad-request",
        "DEFAULT_4XX,                    404, unknown-route",
        "DEFAULT_5XX,                    503, service-unavailable",
        "EXPIRED_TOKEN,                  401, unauthorized",
        "INTEGRATION_FAILURE,            503, service-unavailable",
        "INTEGRATION_TIMEOUT,            504, gateway-timeout",
        "INVALID_API_KEY,                403, request-refused",
        "INVALID_SIGNATURE,              404, unknown-route",
        "MISSING_AUTHENTICATION_TOKEN,   404, unknown-route",
        "QUOTA_EXCEEDED,                 429, too-many-requests",
        "REQUEST_TOO_LARGE,              413, body-too-large",
        "RESOURCE_NOT_FOUND,             404, unknown-route",
        "THROTTLED,                      429, too-many-requests",
        "UNAUTHORIZED,                   401, unauthorized",
        "UNSUPPORTED_MEDIA_TYPE,         415, unsupported-content-encoding",
        "WAF_FILTERED,                   403, request-refused",
    })
    void everyTypeOfAnswerHasAStatusAndAProblem(GatewayResponseType type, int status, String anchor) {
        var response = RESPONSES.getOrDefault(type, RESPONSES.get(type.fallback()));

        assertThat(response.status()).contains(status);
        assertThat(body(response).get("type").getAsString()).isEqualTo(DOCS_URL + "#" + anchor);
    }

    @Test
    void theTableAboveHasEveryType() throws NoSuchMethodException {
        var rows = getClass()
                .getDeclaredMethod(
                        "everyTypeOfAnswerHasAStatusAndAProblem", GatewayResponseType.class, int.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();

        assertThat(rows).hasSameSizeAs(GatewayResponseType.values());
    }

    @ParameterizedTest
    @MethodSource("defined")
    void theBodyHasTheMembersOfTheFunctionsProblems(GatewayResponseType type) {
        var response = RESPONSES.get(type);
        var ofFunctions = new AnswerFormat(DOCS_URL)
                .format(Answer.refusal(new Problem(ProblemType.FORBIDDEN, "")), "id")
                .body();

        assertThat(body(response).keySet())
                .containsExactlyElementsOf(
                        JsonParser.parseString(ofFunctions).getAsJsonObject().keySet());
        assertThat(body(response).get("status").getAsInt())
                .isEqualTo(response.status().orElseThrow());
        assertThat(body(response).get("request_id").getAsString()).isEqualTo("$context.requestId");
        assertThat(body(response).get("errors").getAsJsonArray()).isEmpty();
        assertThat(response.headers())
                .containsEntry("Content-Type", "application/problem+json")
                .containsEntry("Cache-Control", "no-store");
    }

    /** The text of an error can repeat the token. */
    @ParameterizedTest
    @MethodSource("defined")
    void noAnswerHasAVariableBesidesTheRequestId(GatewayResponseType type) {
        var response = RESPONSES.get(type);

        assertThat(response.body().orElseThrow().replace("$context.requestId", ""))
                .doesNotContain("$");
        assertThat(response.headers().values()).noneMatch(value -> value.contains("$"));
    }

    @ParameterizedTest
    @MethodSource("defined")
    void everyProblemHasASectionInTheDocumentation(GatewayResponseType type) throws IOException {
        var body = body(RESPONSES.get(type));
        var anchor = body.get("type").getAsString().substring(DOCS_URL.length() + 1);

        assertThat(Files.readString(SamTemplate.PROJECT.resolve("docs/api.md")))
                .contains("\n### " + anchor + "\n\n**" + body.get("status").getAsInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Versions that nobody calls", "Alarm: function throttles"})
    void theRunbookNamesTheStatusOfAFunctionThatCannotRun(String title) throws IOException {
        assertThat(serverErrorsInRunbook(title))
                .containsExactly(RESPONSES
                        .get(GatewayResponseType.INTEGRATION_FAILURE)
                        .status()
                        .orElseThrow());
    }

    @Test
    void theRunbookExplainsEveryServerErrorAndNoOther() throws IOException {
        var answered = new TreeSet<Integer>();
        RESPONSES.values().forEach(response -> answered.add(response.status().orElseThrow()));
        Stream.of(ProblemType.values()).forEach(problem -> answered.add(problem.status()));

        assertThat(serverErrorsInRunbook("Alarm: API server errors"))
                .containsExactlyElementsOf(answered.tailSet(FIRST_SERVER_ERROR));
    }

    @ParameterizedTest
    @EnumSource
    void aProblemOfTheFunctionsHasTheSameTitleAndStatusWhenTheGatewayAnswersWithIt(ProblemType problem) {
        assertThat(RESPONSES.values())
                .map(GatewayResponsesTest::body)
                .filteredOn(body -> body.get("type").getAsString().endsWith("#" + problem.anchor()))
                .allSatisfy(body -> {
                    assertThat(body.get("title").getAsString()).isEqualTo(problem.title());
                    assertThat(body.get("status").getAsInt()).isEqualTo(problem.status());
                });
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, WWW-Authenticate, Bearer",
        "EXPIRED_TOKEN, WWW-Authenticate, Bearer",
        "THROTTLED, Retry-After, 1",
        "INTEGRATION_FAILURE, Retry-After, 5",
        "INTEGRATION_TIMEOUT, Retry-After, 5",
        "DEFAULT_5XX, Retry-After, 5",
        "UNSUPPORTED_MEDIA_TYPE, Accept-Encoding, gzip",
    })
    void anAnswerHasTheHeaderThatHelpsTheClient(GatewayResponseType type, String header, String value) {
        assertThat(RESPONSES.get(type).headers()).containsEntry(header, value);
    }

    @Test
    void theLocalGatewayAppliesEveryAnswer() {
        assertThat(STACK.unsupported())
                .noneMatch(unsupported -> unsupported.what().contains("GatewayResponses"));
        assertThat(RESPONSES)
                .hasSameSizeAs(SamTemplate.read()
                        .resource("Api")
                        .at("Properties", "GatewayResponses")
                        .entries()
                        .entrySet());
    }

    /** Returns the statuses from 500 on that a section of docs/operations.md names. */
    private static Set<Integer> serverErrorsInRunbook(String title) throws IOException {
        var section = Files.readString(SamTemplate.PROJECT.resolve("docs/operations.md"))
                .split("\n### " + title + "\n", 2)[1]
                .split("\n##", 2)[0];
        return Pattern.compile("\\b5\\d\\d\\b")
                .matcher(section)
                .results()
                .map(status -> Integer.valueOf(status.group()))
                .collect(toCollection(TreeSet::new));
    }

    private static JsonObject body(GatewayResponse response) {
        return JsonParser.parseString(response.body().orElseThrow()).getAsJsonObject();
    }

    private static Stack stack() {
        var unused = URI.create("http://localhost");
        return Template.read(SamTemplate.PROJECT.resolve("template.yaml"))
                .stack(Map.of("DocsUrl", DOCS_URL), new LocalNames(unused, unused, unused));
    }
}
