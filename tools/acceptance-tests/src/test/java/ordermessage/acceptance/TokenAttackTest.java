package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ordermessage.hostile.attack.ForgedTokens;
import ordermessage.hostile.attack.TokenAttacks;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that the gateway refuses invalid tokens and tokens without the route's scope, and that no function is called. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class TokenAttackTest {
    private static final String COMPANY = SampleMessage.COMPANY;

    private final RunningService service;
    private final ForgedTokens tokens;

    TokenAttackTest(RunningService service) {
        this.service = service;
        this.tokens = service.forgedTokens(COMPANY);
    }

    @Test
    void aForgedTokenWithoutAChangeIsAccepted() {
        assertThat(get(tokens.withClaims(claims -> {})).statusCode()).isEqualTo(404);
        assertThat(get(tokens.withHeader(header -> {})).statusCode()).isEqualTo(404);
    }

    @TestFactory
    Stream<DynamicTest> theGatewayRefusesAnInvalidToken() {
        return attacks().invalid().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> assertRefused(attack.token())));
    }

    @TestFactory
    Stream<DynamicTest> theGatewayDeniesAValidTokenWithoutAScopeOfTheRoute() {
        return attacks().withoutScopes(COMPANY).stream()
                .map(attack -> DynamicTest.dynamicTest(attack.name(), () -> assertDenied(attack.token())));
    }

    private TokenAttacks attacks() {
        return new TokenAttacks(tokens, service.local().token(COMPANY));
    }

    private void assertDenied(String token) {
        assertAnswered(token, 403, "forbidden", "AccessDeniedException");
    }

    @Test
    void onlyTheOwnerOfTheFilesCanReadTheSigningKeyAndTheAppClients() throws IOException {
        try (var files = Files.list(service.keys())) {
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void thePublicKeysAreServedAtThePathOfCognitoWithoutPrivateParts() throws IOException {
        var pool = service.local().stack().userPools().getFirst();
        var url = service.local().publicKeys(pool.id());

        assertThat(url.getPath()).isEqualTo("/" + pool.id() + "/.well-known/jwks.json");
        assertThat(fetched(url))
                .contains(tokens.key().getKeyID(), "\"kty\":\"RSA\"", "\"n\":")
                .doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":");
    }

    private static String fetched(URI url) throws IOException {
        try (var keys = url.toURL().openStream()) {
            return new String(keys.readAllBytes(), UTF_8);
        }
    }

    private void assertRefused(String token) {
        assertAnswered(token, 401, "unauthorized", "UnauthorizedException");
    }

    private void assertAnswered(String token, int status, String problem, String errorType) {
        var sample = SampleMessage.unique();
        var client = service.withToken(token);

        for (var response : List.of(client.get(sample.messageId()), client.post(sample.json()))) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).contains("#" + problem + "\"");
            assertThat(PublishedSchema.named("problem.json").violations(response.body()))
                    .isEmpty();
            assertThat(response.headers().firstValue("WWW-Authenticate").isPresent())
                    .isEqualTo(status == 401);
            assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains(errorType);
            assertThat(response.headers().firstValue("X-Request-Id")).isEmpty();
        }
        service.awaitDrained();
        assertThat(service.indexed(sample.messageId())).isEmpty();
    }

    private HttpResponse<String> get(String token) {
        return service.withToken(token).get(UUID.randomUUID().toString());
    }
}
