package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens that look good and are not: the gateway's own 401, and no function hears of them. */
@ExtendWith(RunningService.Shared.class)
class TokenAttackTest {
    private static final String COMPANY = Sample.COMPANY;

    private final RunningService service;
    private final ForgedTokens forge;

    TokenAttackTest(RunningService service) {
        this.service = service;
        this.forge = ForgedTokens.of(service, COMPANY);
    }

    @Test
    void whatTheForgeMakesIsGoodWhenNothingIsChanged() {
        assertThat(get(forge.withClaims(claims -> {})).statusCode()).isEqualTo(404);
        assertThat(get(forge.withHeader(header -> {})).statusCode()).isEqualTo(404);
    }

    @TestFactory
    Stream<DynamicTest> aBadTokenIsRefusedByTheGateway() throws Exception {
        return Stream.of(malformed(), wronglySigned(), wronglyClaiming())
                .flatMap(List::stream)
                .map(token -> DynamicTest.dynamicTest(token.getName(), () -> assertRefused(token.getPayload())));
    }

    private List<Named<String>> malformed() {
        var good = service.local().token(COMPANY);
        var parts = good.split("\\.", -1);
        return List.of(
                named("empty", ""),
                named("no token", "x"),
                named("three dots", "..."),
                named("a header alone", parts[0]),
                named("no signature", parts[0] + "." + parts[1] + "."),
                named("a part too many", good + "." + parts[2]),
                named("the scheme twice", "Bearer " + good),
                named(
                        "other payload under the old signature",
                        parts[0] + "." + payload("custom:company_id") + "." + parts[2]),
                named("signature of another token", parts[0] + "." + parts[1] + "." + otherSignature()),
                named("header that is no JSON", Base64URL.encode("x") + "." + parts[1] + "." + parts[2]),
                named(
                        "payload with a claim twice",
                        parts[0] + "." + Base64URL.encode("{\"a\":1,\"a\":2}") + "." + parts[2]),
                named("10 kB of nothing", "x".repeat(10_240)));
    }

    private List<Named<String>> wronglySigned() throws Exception {
        var mallory = new RSAKeyGenerator(2048).keyID(forge.key().getKeyID()).generate();
        var header = forge.header();
        return List.of(
                named("alg none", new PlainJWT(forge.genuineClaims()).serialize()),
                named("alg nOnE", raw("{\"alg\":\"nOnE\"}", "")),
                named("alg none with a signature", raw("{\"alg\":\"none\"}", "AAAA")),
                named("no alg", raw("{\"kid\":\"%s\"}".formatted(forge.key().getKeyID()), "AAAA")),
                named("HS256 with the public key in PEM", hmac(pem(forge.key()))),
                named(
                        "HS256 with the public key in DER",
                        hmac(forge.key().toRSAPublicKey().getEncoded())),
                named(
                        "HS256 with the public key as JWK",
                        hmac(forge.key().toPublicJWK().toJSONString().getBytes(UTF_8))),
                named("RS512", forge.signedBy(ForgedTokens.signer(forge.key()), forge.header(JWSAlgorithm.RS512))),
                named("PS256", forge.signedBy(ForgedTokens.signer(forge.key()), forge.header(JWSAlgorithm.PS256))),
                named("another issuer's key", forge.signedBy(ForgedTokens.signer(mallory), header)),
                named(
                        "another issuer's key in the header",
                        forge.signedBy(
                                ForgedTokens.signer(mallory), forge.header().jwk(mallory.toPublicJWK()))),
                named(
                        "another issuer's keys at an address in the header",
                        forge.signedBy(
                                ForgedTokens.signer(mallory),
                                forge.header().jwkURL(URI.create("http://127.0.0.1/jwks")))),
                named(
                        "unknown key id",
                        forge.withHeader(
                                changed -> changed.keyID(UUID.randomUUID().toString()))),
                named("key id that is a path", forge.withHeader(changed -> changed.keyID("../../dev/null"))),
                named("no key id", forge.withHeader(changed -> changed.keyID(null))),
                named(
                        "critical header that nobody knows",
                        forge.withHeader(
                                changed -> changed.criticalParams(Set.of("x")).customParam("x", 1))),
                named("encrypted and not signed", encrypted()));
    }

    private List<Named<String>> wronglyClaiming() {
        return List.of(
                named("expired", forge.withClaims(claims -> claims.expirationTime(ForgedTokens.inSeconds(-1)))),
                named("without expiry", forge.withClaims(claims -> claims.expirationTime(null))),
                named("not yet valid", forge.withClaims(claims -> claims.notBeforeTime(ForgedTokens.inSeconds(60)))),
                named("another issuer", forge.withClaims(claims -> claims.issuer("https://issuer.example"))),
                named("no issuer", forge.withClaims(claims -> claims.issuer(null))),
                named(
                        "another pool of the same issuer",
                        forge.withClaims(
                                claims -> claims.issuer(forge.genuineClaims().getIssuer() + "2"))),
                named("another audience", forge.withClaims(claims -> claims.audience("another-client"))),
                named("no audience", forge.withClaims(claims -> claims.audience((String) null))),
                named("access token", forge.withClaims(claims -> claims.claim("token_use", "access"))),
                named("no token_use", forge.withClaims(claims -> claims.claim("token_use", null))),
                named("no subject", forge.withClaims(claims -> claims.subject(null))));
    }

    @Test
    void theSigningKeyIsTheOwnersAlone() throws IOException {
        try (var files = Files.list(service.keys())) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file))
                            .isEqualTo(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Test
    void theKeysAreServedWhereCognitoServesThemAndWithoutTheirPrivateParts() throws IOException {
        var pool = service.local().stack().userPools().getFirst();
        var url = service.local().publicKeys(pool.id());

        assertThat(url.getPath()).isEqualTo("/" + pool.id() + "/.well-known/jwks.json");
        assertThat(fetched(url))
                .contains(forge.key().getKeyID(), "\"kty\":\"RSA\"", "\"n\":")
                .doesNotContain("\"d\":", "\"p\":", "\"q\":", "\"dp\":");
    }

    private static String fetched(URI url) throws IOException {
        try (var keys = url.toURL().openStream()) {
            return new String(keys.readAllBytes(), UTF_8);
        }
    }

    private void assertRefused(String token) {
        var sample = Sample.unique();
        var client = service.withToken(token);

        for (var response : List.of(client.get(sample.messageId()), client.post(sample.json()))) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEqualTo("{\"message\":\"Unauthorized\"}");
            assertThat(response.headers().firstValue("x-amzn-ErrorType")).contains("UnauthorizedException");
            assertThat(response.headers().firstValue("X-Request-Id")).isEmpty();
        }
        service.awaitDrained();
        assertThat(service.indexed(sample.messageId())).isEmpty();
    }

    private HttpResponse<String> get(String token) {
        return service.withToken(token).get(UUID.randomUUID().toString());
    }

    private String hmac(byte[] secret) throws JOSEException {
        return forge.signedBy(new MACSigner(secret), forge.header(JWSAlgorithm.HS256));
    }

    private String raw(String header, String signature) {
        return Base64URL.encode(header) + "."
                + forge.genuineClaims().toPayload().toBase64URL() + "." + signature;
    }

    private String payload(String claim) {
        var claims = forge.genuineClaims().toJSONObject();
        claims.put(claim, UUID.randomUUID().toString());
        return new Payload(claims).toBase64URL().toString();
    }

    private String otherSignature() {
        return forge.withClaims(claims -> claims.subject("another")).split("\\.", -1)[2];
    }

    private String encrypted() throws JOSEException {
        var token = new EncryptedJWT(
                new JWEHeader(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM), forge.genuineClaims());
        token.encrypt(new RSAEncrypter(forge.key().toPublicJWK()));
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
