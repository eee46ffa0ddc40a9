package ordermessage.smoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;
import ordermessage.lambda.EventJson;
import ordermessage.slf4j.JsonLoggingManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

class SmokeCheckHandlerTest {
    private static final String SECRET =
            "{\"client_id\": \"client\", \"client_secret\": \"" + FakeApi.CLIENT_SECRET + "\"}";

    private final FakeApi api = new FakeApi();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    @BeforeEach
    void captureTheLog() {
        // Powertools sets the level of the environment when it is first used.
        PowertoolsLogging.withLogging(context(60_000), () -> null);
        new JsonLoggingManager().setLogLevel(Level.INFO);
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        new JsonLoggingManager().setLogLevel(Level.ERROR);
        api.close();
    }

    @Test
    void aCheckThatPassesLogsOneLine() {
        assertThat(handle(() -> SECRET, 60_000)).isEqualTo("passed");

        assertThat(logged()).hasLineCount(1).contains("\"outcome\":\"passed\"", "\"duration_ms\":");
        assertThat(api.requests())
                .hasSize(5)
                .startsWith("POST /oauth2/token", "POST /prod/post-message")
                .endsWith("GET /prod/messages", "POST /prod/post-message");
    }

    @Test
    void aCheckThatFailsLogsOneLineAndFailsTheInvocation() {
        api.refuse(503);

        assertThatThrownBy(() -> handle(() -> SECRET, 60_000))
                .isInstanceOf(SmokeCheckFailedException.class)
                .hasMessage("The smoke check failed in the step 'send': 503 The service cannot do this now?[2J");
        assertThat(logged())
                .hasLineCount(1)
                .contains("\"outcome\":\"failed\"", "\"step\":\"send\"", "\"status\":503", "cannot do this now");
    }

    @ParameterizedTest
    @CsvSource({"20.10, 20.1", "smoke-check, other"})
    void aMessageThatIsNotAsItWasSentFails(String part, String other) {
        api.change(part, other);

        assertThatThrownBy(() -> handle(() -> SECRET, 60_000))
                .hasMessage("The smoke check failed in the step 'read': 200 the message is not as it was sent");
    }

    @Test
    void aWrongSecretFails() {
        assertThatThrownBy(() -> handle(() -> SECRET.replace("top-secret", "wrong-secret"), 60_000))
                .hasMessage("The smoke check failed in the step 'token': 401 invalid_client");
        assertThat(logged()).doesNotContain("wrong-secret");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "top-secret",
                "[\"top-secret\"]",
                "{\"client_id\":\"top-secret\"}",
                "{\"client_secret\":\"top-secret\"}"
            })
    void aSecretOfAnotherFormFailsAndIsNotShown(String secret) {
        assertThatThrownBy(() -> handle(() -> secret, 60_000))
                .isInstanceOf(SmokeCheckFailedException.class)
                .hasMessageContaining("The secret is not of the form")
                .hasMessageNotContaining("top-secret")
                .hasNoCause();
        assertThat(logged()).hasLineCount(1).doesNotContain("top-secret");
    }

    @Test
    void aSecretThatCannotBeReadFails() {
        Supplier<String> missing = () -> {
            throw ResourceNotFoundException.builder().message("no such secret").build();
        };

        assertThatThrownBy(() -> handle(missing, 60_000))
                .hasMessage("The smoke check failed in the step 'token': the secret cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "a.e30.c", "a.eyJzY29wZSI6ImNvbXBhbnkveCJ9.c"})
    void aTokenWithoutACompanyFails(String token) {
        api.giveToken(token);

        assertThatThrownBy(() -> handle(() -> SECRET, 60_000))
                .hasMessageStartingWith("The smoke check failed in the step 'token': the token does not have");
    }

    @Test
    void withoutTimeLeftItFailsAndSendsNothing() {
        assertThatThrownBy(() -> handle(() -> SECRET, 5_000)).hasMessageContaining("the time limit is over");
        assertThat(api.requests()).isEmpty();
    }

    @Test
    @Timeout(60)
    void anAnswerWhoseBodyDoesNotEndFailsWhenTheTimeIsOver() {
        api.stallInTheBody();

        assertThatThrownBy(() -> handle(() -> SECRET, 7_000))
                .hasMessage("The smoke check failed in the step 'token': no answer in time");
        assertThat(logged()).hasLineCount(1).contains("\"outcome\":\"failed\"");
    }

    @Test
    void noLineHasTheTokenOrTheSecretOrTheMessage() {
        handle(() -> SECRET, 60_000);

        assertThat(logged()).doesNotContain(FakeApi.CLIENT_SECRET, FakeApi.TOKEN, "order_amount");
    }

    @Test
    void theRuntimeReadsTheEventOfTheSchedule() {
        Map<String, Object> event = new EventJson()
                .fromJson("{\"source\":\"aws.events\",\"time\":\"2026-11-26T12:00:00Z\",\"detail\":{}}", Map.class);

        assertThat(event).containsEntry("source", "aws.events");
    }

    private String handle(Supplier<String> secret, int remainingMilliseconds) {
        return new SmokeCheckHandler(new Environment(api.api(), api.tokenUrl(), "arn"), secret)
                .handleRequest(Map.of(), context(remainingMilliseconds));
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8).strip();
    }

    private static Context context(int remainingMilliseconds) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == int.class ? (Object) remainingMilliseconds : null);
    }
}
