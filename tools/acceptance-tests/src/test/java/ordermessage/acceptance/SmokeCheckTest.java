package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import ordermessage.local.http.LoopbackServer;
import ordermessage.smoke.ClientCredentials;
import ordermessage.smoke.Credentials;
import ordermessage.smoke.SmokeCheck;
import ordermessage.smoke.SmokeResult;
import ordermessage.smoke.TokenSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the smoke check on the local stack. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(1) // It takes longer than most other classes, so it starts before them.
class SmokeCheckTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RunningService service;

    SmokeCheckTest(RunningService service) {
        this.service = service;
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void aRunningServicePasses() {
        var result = check(service.local().api(), token(service)).run(LONG);

        assertThat(result.lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("ok     token +\\d+ ms"),
                        line -> assertThat(line).matches("ok     send +\\d+ ms"),
                        line -> assertThat(line).matches("ok     read +\\d+ ms"),
                        line -> assertThat(line).matches("ok     list +\\d+ ms"),
                        line -> assertThat(line).matches("ok     send again +\\d+ ms"));
        assertThat(result.passed()).isTrue();
    }

    @Test
    void aWrongSecretFailsAtTheToken() {
        var credentials = new Credentials("unknown", "wrong-secret");
        var tokens = new ClientCredentials(http, service.local().tokenEndpoint(), () -> credentials);

        var result = check(service.local().api(), tokens).run(LONG);

        assertThat(failure(result)).isEqualTo("token: 401 invalid_client");
        assertThat(result.toString()).doesNotContain("wrong-secret");
    }

    @Test
    void aWrongPathFailsWithTheProblemOfTheApi() {
        var result =
                check(URI.create(service.local().api() + "/x"), token(service)).run(LONG);

        assertThat(failure(result)).isEqualTo("send: 404 There is no such path or method");
    }

    @Test
    void anAddressWhereNobodyAnswersFails() {
        var result =
                check(URI.create("http://127.0.0.1:1/prod"), token(service)).run(LONG);

        assertThat(failure(result)).isEqualTo("send: no answer (ConnectException)");
    }

    @Test
    void aMessageThatIsNotStoredInTimeFails() {
        try (var api = LoopbackServer.start(0, SmokeCheckTest::acceptButNeverStore)) {
            var result = check(URI.create("http://" + api.authority()), token(service))
                    .run(SHORT);

            // The last request can also be cut off by the time limit.
            assertThat(failure(result)).startsWith("read: ");
        }
    }

    /** Answers as the API does while the processor is stopped: 202 to POST and 404 to GET. */
    private static void acceptButNeverStore(HttpExchange exchange) throws IOException {
        try (exchange) {
            LoopbackServer.discard(exchange.getRequestBody());
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 202 : 404, -1);
        }
    }

    @Test
    void aMessageThatIsNotListedInTimeFails() {
        var result = check(service.local().api(), token(service)).run(Duration.ofSeconds(14));

        // The last request can also be cut off by the time limit.
        assertThat(failure(result)).startsWith("list: ");
    }

    private SmokeCheck check(URI api, TokenSource tokens) {
        return new SmokeCheck(http, api, tokens);
    }

    private static TokenSource token(RunningService service) {
        return deadline -> service.local().token(SampleMessage.COMPANY);
    }

    private static String failure(SmokeResult result) {
        return result.failure()
                .map(failure -> failure.step() + ": " + failure.text())
                .orElse("passed");
    }
}
