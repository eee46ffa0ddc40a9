package ordermessage.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.ApiRequest;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.Uuid;
import ordermessage.slf4j.JsonLoggingManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

class ApiGatewayTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private final List<Caller> callers = new ArrayList<>();

    /** Powertools sets the level of the environment when it is first used. */
    @BeforeAll
    static void initializePowertools() {
        PowertoolsLogging.withLogging(context(), () -> null);
    }

    static List<APIGatewayProxyRequestEvent> eventsWithoutClaims() {
        return List.of(
                new APIGatewayProxyRequestEvent(),
                authorized(null),
                authorized(Map.of()),
                authorized(Map.of("scope", "company/" + COMPANY)),
                authorized(Map.of("claims", COMPANY)),
                new APIGatewayProxyRequestEvent().withHeaders(Map.of("scope", "company/" + COMPANY)));
    }

    @ParameterizedTest
    @MethodSource("eventsWithoutClaims")
    void aRequestWithoutVerifiedClaimsIsAnswered401WithoutACallOfTheFunction(APIGatewayProxyRequestEvent event) {
        assertThat(statusOf(event, Platform.LAMBDA)).isEqualTo(401);
        assertThat(callers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("eventsWithoutClaims")
    void onSamLocalTheCallerIsAnybody(APIGatewayProxyRequestEvent event) {
        assertThat(statusOf(event, Platform.SAM_LOCAL)).isEqualTo(200);
        assertThat(callers).containsExactly(new Caller.Anybody());
    }

    @Test
    void aVerifiedTokenNamesTheCallerOnEveryPlatform() {
        var event = authorized(Map.of("claims", Map.of("scope", "company/" + COMPANY)));

        statusOf(event, Platform.LAMBDA);
        statusOf(event, Platform.SAM_LOCAL);

        assertThat(callers).hasSize(2).containsOnly(new Caller.Company(new Uuid(COMPANY)));
    }

    @Test
    void aTokenWithoutACompanyIsAnswered403EvenOnSamLocal() {
        var event = authorized(Map.of("claims", Map.of("sub", "x")));

        assertThat(statusOf(event, Platform.LAMBDA)).isEqualTo(403);
        assertThat(statusOf(event, Platform.SAM_LOCAL)).isEqualTo(403);
        assertThat(callers).isEmpty();
    }

    @Test
    void claimsThatCannotBeReadAreAnswered500() {
        var unreadable = new AbstractMap<String, Object>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new IllegalStateException("for the test");
            }
        };

        assertThat(statusOf(authorized(unreadable), Platform.LAMBDA)).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "TRUE", "1", "x"})
    void onlyTheVariableOfSamLocalMeansSamLocal(String value) {
        assertThat(Platform.of(Map.of("AWS_SAM_LOCAL", value))).isEqualTo(Platform.LAMBDA);
        assertThat(Platform.of(Map.of())).isEqualTo(Platform.LAMBDA);
        assertThat(Platform.of(Map.of("AWS_SAM_LOCAL", "true"))).isEqualTo(Platform.SAM_LOCAL);
    }

    @Test
    void aRequestIsDecodedOnce() {
        var event = authorized(Map.of("claims", Map.of("scope", "company/" + COMPANY)))
                .withPath("/post-message")
                .withResource("/post-message")
                .withHeaders(Map.of("content-type", "application/json", "Content-Encoding", "gzip"))
                .withBody(Base64.getEncoder().encodeToString(new byte[] {1, -1}))
                .withIsBase64Encoded(true)
                .withPathParameters(Map.of("message_id", "7"))
                .withQueryStringParameters(Map.of("limit", "3"));
        event.getRequestContext().setPath("/prod/post-message");

        new ApiGateway(new AnswerFormat("https://docs.example/api.md"), Platform.LAMBDA)
                .answer(event, context(), request -> {
                    assertThat(request)
                            .isEqualTo(new ApiRequest(
                                    new Caller.Company(new Uuid(COMPANY)),
                                    "application/json",
                                    "gzip",
                                    ByteBuffer.wrap(new byte[] {1, -1}),
                                    "/prod",
                                    "/post-message",
                                    Map.of("message_id", "7"),
                                    Map.of("limit", "3")));
                    callers.add(request.caller());
                    return new Answer.Success(200, "found", new JsonObject(Map.of()), Map.of());
                });

        assertThat(callers).hasSize(1);
    }

    /** Each row: the client's path, the route, and what is left of the path without the route. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            /prod/post-message       | /post-message         | /prod
            /prod/post-message/      | /post-message         | /prod
            /prod/post-message//     | /post-message         | /prod
            /prod/post%2Dmessage     | /post-message         | /prod
            /prod/message/7          | /message/{message_id} | /prod
            /post-message            | /post-message         | ''
            /orders/v1/post-message/ | /post-message         | /orders/v1
            ''                       | /post-message         | ''
            """)
    void theBasePathIsWhatStandsBeforeTheRoute(String path, String route, String basePath) {
        var event = ofCompany().withResource(route);
        event.getRequestContext().setPath(path);

        assertThat(decoded(event).basePath()).isEqualTo(basePath);
    }

    @ParameterizedTest
    @CsvSource({"a-b, a-b", "%61%2Db, a-b", "a+b, a+b", "%2e%2F, ./", "%C3%A4, ä", "%2561, %61", "%zz, %zz", "%, %"})
    void aPathParameterIsPercentDecodedOnce(String sent, String decoded) {
        var event = ofCompany().withPathParameters(Map.of("message_id", sent));

        assertThat(decoded(event).pathParameters()).containsEntry("message_id", decoded);
    }

    @Test
    void allValuesOfAHeaderAreOneValueAndTheCaseOfItsNamesDoesNotMatter() {
        var event = ofCompany()
                .withHeaders(Map.of("Content-Type", "text/plain"))
                .withMultiValueHeaders(Map.of(
                        "Content-Type",
                        List.of("application/json", "text/plain"),
                        "content-encoding",
                        List.of("gzip")));

        assertThat(decoded(event).contentType()).isEqualTo("application/json, text/plain");
        assertThat(decoded(event).contentEncoding()).isEqualTo("gzip");
        assertThat(decoded(ofCompany()).contentType()).isNull();
    }

    @Test
    void anAnswerIsOneLineInTheLogWithItsOutcomeAndTheIdsOfTheRequest() {
        var lines = logOf(
                Level.INFO,
                () -> answer(
                        requestOfCompany(),
                        request -> new Answer.Success(200, "found", new JsonObject(Map.of()), Map.of())));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("level").getAsString()).isEqualTo("INFO");
            assertThat(line.get("outcome").getAsString()).isEqualTo("found");
            assertThat(line.get("status").getAsInt()).isEqualTo(200);
            assertThat(line.get("duration_ms").getAsDouble()).isNotNegative();
            assertThat(line.get("request_id").getAsString()).isEqualTo("gateway-1");
            assertThat(line.get("company_id").getAsString()).isEqualTo(COMPANY);
            assertThat(line.has("reason")).isFalse();
        });
    }

    @Test
    void aRefusalIsOneLineInTheLogWithItsReason() {
        var lines = logOf(
                Level.INFO,
                () -> answer(
                        requestOfCompany(),
                        request -> Answer.refusal(new Problem(ProblemType.MESSAGE_NOT_FOUND, "No."))));

        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("outcome").getAsString()).isEqualTo("refused");
            assertThat(line.get("reason").getAsString()).isEqualTo("message-not-found");
            assertThat(line.get("status").getAsInt()).isEqualTo(404);
        });
    }

    @Test
    void theLogOfARequestDoesNotContainTheRequestBeforeIt() {
        answer(requestOfCompany(), request -> {
            MDC.put("message_id", "m-1");
            return new Answer.Success(200, "found", new JsonObject(Map.of()), Map.of());
        });

        var lines = logOf(Level.INFO, () -> answer(new APIGatewayProxyRequestEvent(), this::seen));

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.keySet()).doesNotContain("message_id", "company_id"));
    }

    @Test
    void theListenerGetsEachAnswerAndItsAuthorization() {
        var answers = new ArrayList<Answer>();
        var authorizations = new ArrayList<Authorization>();
        var format = new AnswerFormat("https://docs.example/api.md");
        var gateway = new ApiGateway(format, Platform.LAMBDA, (authorization, answer) -> {
            authorizations.add(authorization);
            answers.add(answer);
        });

        gateway.answer(requestOfCompany(), context(), this::seen);
        gateway.answer(requestOfCompany(), context(), request -> {
            throw new IllegalStateException("A bug");
        });
        gateway.answer(new APIGatewayProxyRequestEvent(), context(), this::seen);

        var company = new Authorization.Granted(new Caller.Company(new Uuid(COMPANY)));
        assertThat(authorizations).containsExactly(company, company, Authorization.withoutClaims());
        assertThat(answers).hasSize(3);
        assertThat(answers.getFirst()).isInstanceOf(Answer.Success.class);
        assertThat(answers.getLast())
                .isInstanceOfSatisfying(
                        Answer.Refusal.class,
                        refusal -> assertThat(refusal.problem().type()).isEqualTo(ProblemType.UNAUTHORIZED));
    }

    private static APIGatewayProxyRequestEvent requestOfCompany() {
        var event = ofCompany();
        event.getRequestContext().setRequestId("gateway-1");
        return event;
    }

    private static void answer(APIGatewayProxyRequestEvent event, Function<ApiRequest, Answer> function) {
        new ApiGateway(new AnswerFormat("https://docs.example/api.md"), Platform.LAMBDA)
                .answer(event, context(), function);
    }

    /** Returns the lines that an action logs from a level on. */
    private static List<com.google.gson.JsonObject> logOf(Level level, Runnable action) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        new JsonLoggingManager().setLogLevel(level);
        try {
            action.run();
        } finally {
            new JsonLoggingManager().setLogLevel(Level.ERROR);
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }

    private static APIGatewayProxyRequestEvent ofCompany() {
        return authorized(Map.of("claims", Map.of("scope", "company/" + COMPANY)));
    }

    /** Returns the request that the function gets for an event. */
    private static ApiRequest decoded(APIGatewayProxyRequestEvent event) {
        var requests = new ArrayList<ApiRequest>();
        new ApiGateway(new AnswerFormat("https://docs.example/api.md"), Platform.LAMBDA)
                .answer(event, context(), request -> {
                    requests.add(request);
                    return new Answer.Success(200, "found", new JsonObject(Map.of()), Map.of());
                });
        return requests.getFirst();
    }

    private int statusOf(APIGatewayProxyRequestEvent event, Platform platform) {
        var gateway = new ApiGateway(new AnswerFormat("https://docs.example/api.md"), platform);
        return gateway.answer(event, context(), this::seen).getStatusCode();
    }

    private Answer seen(ApiRequest request) {
        callers.add(request.caller());
        return new Answer.Success(200, "found", new JsonObject(Map.of()), Map.of());
    }

    private static APIGatewayProxyRequestEvent authorized(Map<String, Object> authorizer) {
        var requestContext = new ProxyRequestContext();
        requestContext.setAuthorizer(authorizer);
        return new APIGatewayProxyRequestEvent().withRequestContext(requestContext);
    }

    /** Returns the context of an invocation, whose values do not matter here. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    var type = method.getReturnType();
                    return type == int.class ? (Object) 0 : type == String.class ? "x" : null;
                });
    }
}
