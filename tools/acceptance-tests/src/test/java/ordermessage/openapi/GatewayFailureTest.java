package ordermessage.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import ordermessage.harness.Api;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.lambda.EventJson;
import ordermessage.local.ProjectFolder;
import ordermessage.local.gateway.Authorizer;
import ordermessage.local.gateway.Gateway;
import ordermessage.local.gateway.Integration;
import ordermessage.local.gateway.RestApi;
import ordermessage.local.memory.MemoryBudget;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests what a client gets when a function fails or the API has no capacity. The gateway is that of the template, and the functions
 * fail on purpose.
 */
class GatewayFailureTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final long MEBIBYTE = 1_048_576;
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";
    private static final String DOCS_URL = "https://order-messages.example/docs/api.md";
    private static final Stack STACK = stack();

    static List<Operation> operations() {
        return ApiDescription.read().operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aFunctionThatCrashesIsAnsweredWithServiceUnavailable(Operation operation) {
        var response = send(operation, event -> new Outcome.Failed("Runtime.ExitError", "{}"), freeMemory());

        assertProblem(response, 503, "service-unavailable");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aFunctionThatTakesTooLongIsAnsweredWithGatewayTimeout(Operation operation) {
        var end = new CountDownLatch(1);

        var response = send(operation, event -> await(end), freeMemory(), SHORT);

        end.countDown();
        assertProblem(response, 504, "gateway-timeout");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRequestWithoutCapacityIsAnsweredWithTooManyRequests(Operation operation) throws Exception {
        var memory = new MemoryBudget(MEBIBYTE, Duration.ZERO);
        try (var taken = memory.share()) {
            taken.growTo(MEBIBYTE);

            assertProblem(send(operation, GatewayFailureTest::internalError, memory), 429, "too-many-requests");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBugOfTheServiceIsAnsweredWithInternalError(Operation operation) {
        assertProblem(send(operation, GatewayFailureTest::internalError, freeMemory()), 500, "internal-error");
    }

    /** Returns a function that answers as every function does when its code throws an unexpected exception. */
    private static Outcome internalError(String event) {
        var problem = new Problem(ProblemType.INTERNAL_ERROR, "The request failed.");
        var answer = new AnswerFormat(DOCS_URL).format(Answer.refusal(problem), "request-id");
        var out = new ByteArrayOutputStream();
        new EventJson()
                .toJson(
                        new APIGatewayProxyResponseEvent()
                                .withStatusCode(answer.status())
                                .withHeaders(answer.headers())
                                .withBody(answer.body()),
                        out,
                        APIGatewayProxyResponseEvent.class);
        return new Outcome.Returned(out.toString(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(Operation operation, Invoker function, MemoryBudget memory) {
        return send(operation, function, memory, LONG);
    }

    private static HttpResponse<String> send(
            Operation operation, Invoker function, MemoryBudget memory, Duration functionTimeout) {
        var integrations = STACK.functions().stream()
                .flatMap(each -> each.routes().stream().map(route -> new Integration(route, "function", function)))
                .toList();
        var rest = new RestApi(
                STACK.api().orElseThrow(),
                LocalNames.ACCOUNT,
                integrations,
                Authorizer.OPEN,
                functionTimeout,
                line -> {});
        try (var gateway = Gateway.start(rest, 0, memory, handled -> {}, line -> {});
                var api = new Api(gateway.uri(), company -> "", LONG, ExchangeValidator.INSTANCE)) {
            return api.withoutToken()
                    .request(operation.method(), operation.path().replace("{message_id}", ID));
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String type) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("#" + type + "\"");
    }

    private static MemoryBudget freeMemory() {
        return new MemoryBudget(MEBIBYTE, LONG);
    }

    private static Outcome await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Outcome.Failed("Sandbox.Timedout", "{}");
    }

    private static Stack stack() {
        var unused = URI.create("http://localhost");
        return Template.read(ProjectFolder.current().resolve("template.yaml"))
                .stack(Map.of(), new LocalNames(unused, unused, unused));
    }
}
