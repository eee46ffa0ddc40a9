package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.harness.ApiClient;
import ordermessage.harness.Waiting;
import ordermessage.hostile.attack.BodyAttacks;
import ordermessage.hostile.attack.ForgedTokens;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the logs of functions, runner and engines at the most detailed log level. */
@Tag("processes")
@Order(2) // It takes longer than most other classes, so it starts before them.
class LogSecrecyTest {
    /** The claims that are the same in every token, and so are not secret. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private static final Set<String> COMMON = Set.of("iss", "token_use", "iat", "exp", "auth_time", "version");

    /** The only claim in a log: the access log has the id of the app client. */
    private static final Pattern CLIENT_IN_ACCESS_LOG = Pattern.compile("\"client_id\":\"\\w+\", (?=\"source_ip\")");

    private final List<String> secrets = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    @Test
    void noLogAndNoRefusalContainsATokenAClaimAClientSecretOrAnythingOfAMessage() throws Exception {
        try (var service = RunningService.start(Map.of("LogLevel", "TRACE", "AccessLogs", "Enabled"))) {
            sendMessages(service);
            requestTokens(service);
            var message = SampleMessage.unique();
            service.post(message.json());
            service.awaitMessage(message.messageId());
            var callers = Stream.of(
                            forged(service, claims -> {}),
                            forged(
                                    service,
                                    claims -> claims.claim(
                                            "scope", "messages/write messages/read company/" + secret("company-"))),
                            forged(service, claims -> claims.expirationTime(ForgedTokens.inSeconds(-1))),
                            secret("no-token-"),
                            secret("eyJ.eyJ."))
                    .map(service::withToken)
                    .toList();

            callers.forEach(caller -> sendRequests(caller, message));
            service.engines().dynamoDb().kill();
            callers.forEach(caller -> caller.get(message.messageId()));

            // The output of a process arrives a moment after its answer.
            Waiting.until("the logs that this test searches", POLL_INTERVAL)
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(service.logs())
                            .contains("The message could not be read", "The message went to the dead-letter queue")
                            .contains("\"Rejected\":1.0")
                            .contains("\"error_type\":\"UNAUTHORIZED\""));
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(service.logs().lines().filter(this::containsSecret)).isEmpty();
            assertThat(refusals).hasSizeGreaterThan(15).noneMatch(this::containsSecret);
        }
    }

    /** Sends messages with a secret in every part, so that each is accepted, refused or goes to the dead-letter queue. */
    private void sendMessages(RunningService service) {
        var company = service.as(SampleMessage.COMPANY);
        var message = SampleMessage.unique("{\"%s\": \"%s\"}".formatted(secret(""), secret("")));
        company.post(message.json());
        service.awaitMessage(message.messageId());
        for (var attack : BodyAttacks.of(message.json(), this::secret)) {
            refused(company.request("POST", "/post-message", attack.body(), attack.headerLines()));
        }
        refused(company.get(secret("x")));
        for (var parameter : List.of("limit", "cursor", "from", "until", secret(""))) {
            refused(company.request("GET", "/messages?" + parameter + "=" + secret("")));
        }
        for (var body : List.of(secret("{"), "{\"metadata\": {\"message_id\": \"%s\"}}".formatted(secret("")))) {
            service.enqueue(body);
            service.awaitDeadLetter(body);
        }
    }

    private void refused(HttpResponse<String> response) {
        assertThat(response.statusCode()).isBetween(400, 499);
        refusals.add(response.body());
    }

    /** Asks the token endpoint with a wrong secret, and with things that it does not know. */
    private void requestTokens(RunningService service) throws Exception {
        var endpoint = URI.create(service.local().stack().outputs().get("TokenUrl"));
        try (var http = HttpClient.newHttpClient()) {
            for (var form : List.of(
                    "grant_type=client_credentials&client_id=%s&client_secret=%s".formatted(secret(""), secret("")),
                    "grant_type=" + secret(""),
                    "grant_type=client_credentials&scope=" + secret(""),
                    secret(""))) {
                var request = HttpRequest.newBuilder(endpoint)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build();
                refused(http.send(request, BodyHandlers.ofString()));
            }
        }
    }

    /** Sends a request of every kind. */
    private static void sendRequests(ApiClient caller, SampleMessage message) {
        caller.post(message.json());
        caller.post("{\"metadata\":{}}");
        caller.post("{");
        caller.get(message.messageId());
        caller.get("x");
        caller.request("DELETE", "/message/" + message.messageId());
    }

    private boolean containsSecret(String line) {
        var searched = CLIENT_IN_ACCESS_LOG.matcher(line).replaceAll("");
        return secrets.stream().anyMatch(searched::contains);
    }

    /**
     * Makes a token of a company that has no messages. Each part of the token and each claim becomes a secret, but not the
     * company: its id is in the log on purpose.
     */
    private String forged(RunningService service, Consumer<JWTClaimsSet.Builder> change) {
        var tokens = service.forgedTokens(UUID.randomUUID().toString());
        var token = tokens.withClaims(claims -> {
            claims.claim("email", secret("someone@example.com-")).claim("cognito:groups", List.of(secret("group-")));
            change.accept(claims);
        });
        secrets.add(tokens.key().getKeyID());
        Stream.of(token.split("\\.", -1)).forEach(secrets::add);
        tokens.genuineClaims().getClaims().forEach((name, value) -> {
            if (!COMMON.contains(name)) {
                secrets.add(value.toString());
            }
        });
        return token;
    }

    private String secret(String prefix) {
        var secret = UUID.randomUUID().toString();
        secrets.add(secret);
        return prefix + secret;
    }
}
