package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.google.gson.Gson;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that the gateway refuses invalid tokens and tokens without the route's scope, and that no function is called. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class TokenAttackTest {
    private static final String COMPANY = SampleMessage.COMPANY;
    private static final Gson GSON = new Gson();

    private final RunningService service;
    private final ForgedTokens tokens;

    TokenAttackTest(RunningService service) {
        this.service = service;
        this.tokens = ForgedTokens.of(service, COMPANY);
    }

    @Test
    void aForgedTokenWithoutAChangeIsAccepted() {
        assertThat(get(tokens.withClaims(claims -> {})).statusCode()).isEqualTo(404);
        assertThat(get(tokens.withHeader(header -> {})).statusCode()).isEqualTo(404);
    }

    @TestFactory
    Stream<DynamicTest> theGatewayRefusesAnInvalidToken() throws Exception {
        return Stream.of(malformed(), withWrongSignature(), withWrongClaims())
                .flatMap(List::stream)
                .map(token -> DynamicTest.dynamicTest(token.getName(), () -> assertRefused(token.getPayload())));
    }

    private List<Named<String>> malformed() {
        var good = service.local().token(COMPANY);
        var parts = good.split("\\.", -1);
        return List.of(
                named("empty", ""),
                named("not a token", "x"),
                named("three dots", "..."),
                named("only a header", parts[0]),
                named("no signature", parts[0] + "." + parts[1] + "."),
                named("one part too many", good + "." + parts[2]),
                named("the scheme twice", "Bearer " + good),
                named("another payload with the old signature", parts[0] + "." + payload("scope") + "." + parts[2]),
                named("signature of another token", parts[0] + "." + parts[1] + "." + otherSignature()),
                named("header that is not JSON", Base64URL.encode("x") + "." + parts[1] + "." + parts[2]),
                named(
                        "payload with a claim twice",
                        parts[0] + "." + Base64URL.encode("{\"a\":1,\"a\":2}") + "." + parts[2]),
                named("10 kB of the letter x", "x".repeat(10_240)));
    }

    private List<Named<String>> withWrongSignature() throws Exception {
        var attackerKey =
                new RSAKeyGenerator(2048).keyID(tokens.key().getKeyID()).generate();
        var header = tokens.header();
        return List.of(
                named("alg none", new PlainJWT(tokens.genuineClaims()).serialize()),
                named("alg nOnE", raw("{\"alg\":\"nOnE\"}", "")),
                named("alg none with a signature", raw("{\"alg\":\"none\"}", "AAAA")),
                named("no alg", raw("{\"kid\":\"%s\"}".formatted(tokens.key().getKeyID()), "AAAA")),
                named("HS256 with the public key in PEM", hmac(pem(tokens.key()))),
                named(
                        "HS256 with the public key in DER",
                        hmac(tokens.key().toRSAPublicKey().getEncoded())),
                named(
                        "HS256 with the public key as JWK",
                        hmac(tokens.key().toPublicJWK().toJSONString().getBytes(UTF_8))),
                named("RS512", tokens.signedBy(ForgedTokens.signer(tokens.key()), tokens.header(JWSAlgorithm.RS512))),
                named("PS256", tokens.signedBy(ForgedTokens.signer(tokens.key()), tokens.header(JWSAlgorithm.PS256))),
                named("another issuer's key", tokens.signedBy(ForgedTokens.signer(attackerKey), header)),
                named(
                        "another issuer's key in the header",
                        tokens.signedBy(
                                ForgedTokens.signer(attackerKey),
                                tokens.header().jwk(attackerKey.toPublicJWK()))),
                named(
                        "another issuer's keys at an address in the header",
                        tokens.signedBy(
                                ForgedTokens.signer(attackerKey),
                                tokens.header().jwkURL(URI.create("http://127.0.0.1/jwks")))),
                named(
                        "unknown key id",
                        tokens.withHeader(
                                changed -> changed.keyID(UUID.randomUUID().toString()))),
                named("key id that is a path", tokens.withHeader(changed -> changed.keyID("../../dev/null"))),
                named("no key id", tokens.withHeader(changed -> changed.keyID(null))),
                named(
                        "unknown critical header",
                        tokens.withHeader(
                                changed -> changed.criticalParams(Set.of("x")).customParam("x", 1))),
                named("encrypted and not signed", encrypted()));
    }

    private List<Named<String>> withWrongClaims() {
        return List.of(
                named("expired", tokens.withClaims(claims -> claims.expirationTime(ForgedTokens.inSeconds(-1)))),
                named("without expiry", tokens.withClaims(claims -> claims.expirationTime(null))),
                named("null expiry", tokens.withClaims(claims -> withNull("exp", claims))),
                named("null issue time", tokens.withClaims(claims -> withNull("iat", claims))),
                named("null subject", tokens.withClaims(claims -> withNull("sub", claims))),
                named("not yet valid", tokens.withClaims(claims -> claims.notBeforeTime(ForgedTokens.inSeconds(60)))),
                named("another issuer", tokens.withClaims(claims -> claims.issuer("https://issuer.example"))),
                named("no issuer", tokens.withClaims(claims -> claims.issuer(null))),
                named(
                        "another pool of the same issuer",
                        tokens.withClaims(
                                claims -> claims.issuer(tokens.genuineClaims().getIssuer() + "2"))),
                named("ID token", tokens.withClaims(claims -> claims.claim("token_use", "id"))),
                named("refresh token", tokens.withClaims(claims -> claims.claim("token_use", "refresh"))),
                named("token_use in capitals", tokens.withClaims(claims -> claims.claim("token_use", "ACCESS"))),
                named(
                        "two values of token_use",
                        tokens.withClaims(claims -> claims.claim("token_use", List.of("access", "id")))),
                named("no token_use", tokens.withClaims(claims -> claims.claim("token_use", null))),
                named("no client", tokens.withClaims(claims -> claims.claim("client_id", null))),
                named("no scope", tokens.withClaims(claims -> claims.claim("scope", null))),
                named("no subject", tokens.withClaims(claims -> claims.subject(null))),
                named("expiry that is null", withNull("exp")),
                named("time of issue that is null", withNull("iat")),
                named("issuer that is null", withNull("iss")),
                named("token_use that is null", withNull("token_use")),
                named("client that is null", withNull("client_id")),
                named("scope that is null", withNull("scope")),
                named("subject that is null", withNull("sub")));
    }

    @TestFactory
    Stream<DynamicTest> theGatewayDeniesAValidTokenWithoutAScopeOfTheRoute() {
        var company = "company/" + COMPANY;
        return Stream.of(
                        named("only the company", company),
                        named("the routes' scopes with a suffix", "messages/writes messages/reads " + company),
                        named("the routes' scopes with a prefix", "xmessages/write xmessages/read " + company),
                        named("the routes' scopes without the slash", "messages write read " + company),
                        named("the routes' scopes in capitals", "MESSAGES/WRITE MESSAGES/READ " + company),
                        named("a list of the routes' scopes", "messages/write,messages/read " + company),
                        named("tabs instead of spaces", "messages/write\tmessages/read\t" + company),
                        named("a scope of everything", "* messages/* openid aws.cognito.signin.user.admin " + company),
                        named("an empty text", ""),
                        named("a list", List.of("messages/write", "messages/read", company)),
                        named("a number", 7))
                .map(scope -> DynamicTest.dynamicTest(
                        scope.getName(),
                        () -> assertDenied(tokens.withClaims(claims -> claims.claim("scope", scope.getPayload())))));
    }

    private String withNull(String claim) {
        var claims = new JsonObject();
        tokens.genuineClaims().toJSONObject().forEach((name, value) -> claims.add(name, GSON.toJsonTree(value)));
        claims.add(claim, JsonNull.INSTANCE);
        return tokens.withPayload(claims.toString());
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

    /** Sets a claim to null, instead of leaving it out. */
    private static void withNull(String claim, JWTClaimsSet.Builder claims) {
        claims.claim(claim, null).serializeNullClaims(true);
    }

    private HttpResponse<String> get(String token) {
        return service.withToken(token).get(UUID.randomUUID().toString());
    }

    private String hmac(byte[] secret) throws JOSEException {
        return tokens.signedBy(new MACSigner(secret), tokens.header(JWSAlgorithm.HS256));
    }

    private String raw(String header, String signature) {
        return Base64URL.encode(header) + "."
                + tokens.genuineClaims().toPayload().toBase64URL() + "." + signature;
    }

    private String payload(String claim) {
        var claims = tokens.genuineClaims().toJSONObject();
        claims.put(claim, UUID.randomUUID().toString());
        return new Payload(claims).toBase64URL().toString();
    }

    private String otherSignature() {
        return tokens.withClaims(claims -> claims.subject("another")).split("\\.", -1)[2];
    }

    private String encrypted() throws JOSEException {
        var token = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), tokens.genuineClaims());
        token.encrypt(new RSAEncrypter(tokens.key().toPublicJWK()));
        return token.serialize();
    }

    private static byte[] pem(RSAKey key) throws JOSEException {
        var der = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.toRSAPublicKey().getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(der)
                .getBytes(UTF_8);
    }
}
