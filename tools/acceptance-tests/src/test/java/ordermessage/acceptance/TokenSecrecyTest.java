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
import org.junit.jupiter.api.Test;

/** What functions, runner and engines write, at the most talkative of the log levels, while they handle tokens. */
class TokenSecrecyTest {
    /** Claims that are the same in every token, and so are no secret. */
    private static final Set<String> COMMON = Set.of("iss", "aud", "token_use", "iat", "exp", "auth_time");

    private final List<String> secrets = new ArrayList<>();

    @Test
    void noTokenAndNoClaimGetsIntoALog() {
        try (var service = RunningService.start(Map.of("LogLevel", "TRACE"))) {
            var message = Sample.unique();
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

            callers.forEach(caller -> use(caller, message));
            service.engines().dynamoDb().kill();
            callers.forEach(caller -> caller.get(message.messageId()));

            assertThat(service.logs()).as("what tests look at").contains("The message could not be read");
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(service.logs().lines().filter(this::tells)).isEmpty();
        }
    }

    /** Every way through the API. */
    private static void use(ApiClient caller, Sample message) {
        caller.post(message.json());
        caller.post("{\"metadata\":{}}");
        caller.post("{");
        caller.get(message.messageId());
        caller.get("x");
        caller.request("DELETE", "/message/" + message.messageId());
    }

    private boolean tells(String line) {
        return secrets.stream().anyMatch(line::contains);
    }

    /** A token of a company that stores nothing; each part of it and each claim is a secret. */
    private String forged(RunningService service, Consumer<JWTClaimsSet.Builder> change) {
        var forge = ForgedTokens.of(service, UUID.randomUUID().toString());
        var token = forge.withClaims(claims -> {
            claims.claim("email", secret("someone@example.com-")).claim("cognito:groups", List.of(secret("group-")));
            change.accept(claims);
        });
        secrets.add(forge.key().getKeyID());
        Stream.of(token.split("\\.", -1)).forEach(secrets::add);
        forge.genuineClaims().getClaims().forEach((name, value) -> {
            if (!COMMON.contains(name)) {
                secrets.add(value.toString());
            }
        });
        return token;
    }

    private String secret(String kind) {
        var secret = kind + UUID.randomUUID();
        secrets.add(secret);
        return secret;
    }
}
