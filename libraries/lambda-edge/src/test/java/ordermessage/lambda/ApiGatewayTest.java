package ordermessage.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGatewayTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private final List<Caller> callers = new ArrayList<>();

    static List<APIGatewayProxyRequestEvent> eventsWithoutClaims() {
        return List.of(
                new APIGatewayProxyRequestEvent(),
                authorized(null),
                authorized(Map.of()),
                authorized(Map.of("custom:company_id", COMPANY)),
                authorized(Map.of("claims", COMPANY)),
                new APIGatewayProxyRequestEvent().withHeaders(Map.of("custom:company_id", COMPANY)));
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
        var event = authorized(Map.of("claims", Map.of("custom:company_id", COMPANY)));

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

    @ParameterizedTest
    @ValueSource(strings = {"", "false", "TRUE", "1", "x"})
    void onlyTheVariableOfSamLocalMeansSamLocal(String value) {
        assertThat(Platform.of(Map.of("AWS_SAM_LOCAL", value))).isEqualTo(Platform.LAMBDA);
        assertThat(Platform.of(Map.of())).isEqualTo(Platform.LAMBDA);
        assertThat(Platform.of(Map.of("AWS_SAM_LOCAL", "true"))).isEqualTo(Platform.SAM_LOCAL);
    }

    @Test
    void aRequestIsDecodedOnce() {
        var event = authorized(Map.of("claims", Map.of("custom:company_id", COMPANY)))
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
                    return new Answer.Success(200, new JsonObject(Map.of()), Map.of());
                });

        assertThat(callers).hasSize(1);
    }

    private int statusOf(APIGatewayProxyRequestEvent event, Platform platform) {
        var gateway = new ApiGateway(new AnswerFormat("https://docs.example/api.md"), platform);
        return gateway.answer(event, context(), this::seen).getStatusCode();
    }

    private Answer seen(ApiRequest request) {
        callers.add(request.caller());
        return new Answer.Success(200, new JsonObject(Map.of()), Map.of());
    }

    private static APIGatewayProxyRequestEvent authorized(Map<String, Object> authorizer) {
        var requestContext = new ProxyRequestContext();
        requestContext.setAuthorizer(authorizer);
        return new APIGatewayProxyRequestEvent().withRequestContext(requestContext);
    }

    /** The context of an invocation, whose values do not matter here. */
    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    var type = method.getReturnType();
                    return type == int.class ? (Object) 0 : type == String.class ? "x" : null;
                });
    }
}
