package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ordermessage.harness.ApiClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the logs of functions, runner and engines at the most detailed log level. */
@Tag("processes")
class TokenSecrecyTest {
    /** The claims that are the same in every token, and so are not secret. */
    private static final Set<String> COMMON = Set.of("iss", "aud", "token_use", "iat", "exp", "auth_time");

    private final List<String> secrets = new ArrayList<>();

    @Test
    void noLogContainsATokenOrAClaim() {
        try (var service = RunningService.start(Map.of("LogLevel", "TRACE"))) {
            var message = SampleMessage.unique();
            service.post(message.json());
            service.awaitMessage(message.messageId());
            var callers = Stream.of(
                            forged(service, claims -> {}),
                            forged(service, claims -> claims.claim("custom:company_id", secret("company-"))),
                            forged(service, claims -> claims.expirationTime(ForgedTokens.inSeconds(-1))),
                            secret("no-token-"),
                            secret("eyJ.eyJ."))
                    .map(service::withToken)
                    .toList();

            callers.forEach(caller -> sendRequests(caller, message));
            service.engines().dynamoDb().kill();
            callers.forEach(caller -> caller.get(message.messageId()));

            assertThat(service.logs()).as("the logs that this test searches").contains("The message could not be read");
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(service.logs().lines().filter(this::containsSecret)).isEmpty();
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
        return secrets.stream().anyMatch(line::contains);
    }

    /** Makes a token of a company that has no messages. Each part of the token and each claim becomes a secret. */
    private String forged(RunningService service, Consumer<JWTClaimsSet.Builder> change) {
        var tokens = ForgedTokens.of(service, UUID.randomUUID().toString());
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
        var secret = prefix + UUID.randomUUID();
        secrets.add(secret);
        return secret;
    }
}
