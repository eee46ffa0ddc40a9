package ordermessage.hostile.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Tokens that the API must refuse. */
public final class TokenAttacks {
    private static final Gson GSON = new Gson();

    /** One for all attacks, because a new key takes up to a second of processor time. */
    private static final RSAKey ATTACKER_KEY = newKey();

    private final ForgedTokens tokens;
    private final String good;

    /**
     * @param tokens makes the tokens
     * @param good a token that the user pool issued
     */
    public TokenAttacks(ForgedTokens tokens, String good) {
        this.tokens = tokens;
        this.good = good;
    }

    /** A token and what is wrong with it. */
    public record Attack(String name, String token) {}

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns tokens that are not valid: malformed, with a wrong signature, or with wrong claims. */
    public List<Attack> invalid() {
        try {
            return Stream.of(malformed(), withWrongSignature(), withWrongClaims())
                    .flatMap(List::stream)
                    .toList();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns tokens that are valid and lack the scopes of the routes.
     *
     * @param companyId the company that the tokens name
     */
    public List<Attack> withoutScopes(String companyId) {
        var company = "company/" + companyId;
        return Stream.of(
                        scope("only the company", company),
                        scope("the routes' scopes with a suffix", "messages/writes messages/reads " + company),
                        scope("the routes' scopes with a prefix", "xmessages/write xmessages/read " + company),
                        scope("the routes' scopes without the slash", "messages write read " + company),
                        scope("the routes' scopes in capitals", "MESSAGES/WRITE MESSAGES/READ " + company),
                        scope("a list of the routes' scopes", "messages/write,messages/read " + company),
                        scope("tabs instead of spaces", "messages/write\tmessages/read\t" + company),
                        scope("a scope of everything", "* messages/* openid aws.cognito.signin.user.admin " + company),
                        scope("an empty text", ""),
                        scope("a list", List.of("messages/write", "messages/read", company)),
                        scope("a number", 7))
                .toList();
    }

    private List<Attack> malformed() {
        var parts = good.split("\\.", -1);
        return List.of(
                new Attack("empty", ""),
                new Attack("not a token", "x"),
                new Attack("three dots", "..."),
                new Attack("only a header", parts[0]),
                new Attack("no signature", parts[0] + "." + parts[1] + "."),
                new Attack("one part too many", good + "." + parts[2]),
                new Attack("the scheme twice", "Bearer " + good),
                new Attack(
                        "another payload with the old signature", parts[0] + "." + payload("scope") + "." + parts[2]),
                new Attack("signature of another token", parts[0] + "." + parts[1] + "." + otherSignature()),
                new Attack("header that is not JSON", Base64URL.encode("x") + "." + parts[1] + "." + parts[2]),
                new Attack(
                        "payload with a claim twice",
                        parts[0] + "." + Base64URL.encode("{\"a\":1,\"a\":2}") + "." + parts[2]),
                new Attack("10 kB of the letter x", "x".repeat(10_240)));
    }

    private List<Attack> withWrongSignature() throws JOSEException {
        var attackerKey =
                new RSAKey.Builder(ATTACKER_KEY).keyID(tokens.key().getKeyID()).build();
        var header = tokens.header();
        return List.of(
                new Attack("alg none", new PlainJWT(tokens.genuineClaims()).serialize()),
                new Attack("alg nOnE", raw("{\"alg\":\"nOnE\"}", "")),
                new Attack("alg none with a signature", raw("{\"alg\":\"none\"}", "AAAA")),
                new Attack(
                        "no alg", raw("{\"kid\":\"%s\"}".formatted(tokens.key().getKeyID()), "AAAA")),
                new Attack("HS256 with the public key in PEM", hmac(pem(tokens.key()))),
                new Attack(
                        "HS256 with the public key in DER",
                        hmac(tokens.key().toRSAPublicKey().getEncoded())),
                new Attack(
                        "HS256 with the public key as JWK",
                        hmac(tokens.key().toPublicJWK().toJSONString().getBytes(UTF_8))),
                new Attack(
                        "RS512", tokens.signedBy(ForgedTokens.signer(tokens.key()), tokens.header(JWSAlgorithm.RS512))),
                new Attack(
                        "PS256", tokens.signedBy(ForgedTokens.signer(tokens.key()), tokens.header(JWSAlgorithm.PS256))),
                new Attack("another issuer's key", tokens.signedBy(ForgedTokens.signer(attackerKey), header)),
                new Attack(
                        "another issuer's key in the header",
                        tokens.signedBy(
                                ForgedTokens.signer(attackerKey),
                                tokens.header().jwk(attackerKey.toPublicJWK()))),
                new Attack(
                        "another issuer's keys at an address in the header",
                        tokens.signedBy(
                                ForgedTokens.signer(attackerKey),
                                tokens.header().jwkURL(URI.create("http://127.0.0.1/jwks")))),
                new Attack(
                        "unknown key id",
                        tokens.withHeader(
                                changed -> changed.keyID(UUID.randomUUID().toString()))),
                new Attack("key id that is a path", tokens.withHeader(changed -> changed.keyID("../../dev/null"))),
                new Attack("no key id", tokens.withHeader(changed -> changed.keyID(null))),
                new Attack(
                        "unknown critical header",
                        tokens.withHeader(
                                changed -> changed.criticalParams(Set.of("x")).customParam("x", 1))),
                new Attack("encrypted and not signed", encrypted()));
    }

    private List<Attack> withWrongClaims() {
        return List.of(
                new Attack("expired", tokens.withClaims(claims -> claims.expirationTime(ForgedTokens.inSeconds(-1)))),
                new Attack("without expiry", tokens.withClaims(claims -> claims.expirationTime(null))),
                new Attack("null expiry", tokens.withClaims(claims -> withNull("exp", claims))),
                new Attack("null issue time", tokens.withClaims(claims -> withNull("iat", claims))),
                new Attack("null subject", tokens.withClaims(claims -> withNull("sub", claims))),
                new Attack(
                        "not yet valid", tokens.withClaims(claims -> claims.notBeforeTime(ForgedTokens.inSeconds(60)))),
                new Attack("another issuer", tokens.withClaims(claims -> claims.issuer("https://issuer.example"))),
                new Attack("no issuer", tokens.withClaims(claims -> claims.issuer(null))),
                new Attack(
                        "another pool of the same issuer",
                        tokens.withClaims(
                                claims -> claims.issuer(tokens.genuineClaims().getIssuer() + "2"))),
                new Attack("ID token", tokens.withClaims(claims -> claims.claim("token_use", "id"))),
                new Attack("refresh token", tokens.withClaims(claims -> claims.claim("token_use", "refresh"))),
                new Attack("token_use in capitals", tokens.withClaims(claims -> claims.claim("token_use", "ACCESS"))),
                new Attack(
                        "two values of token_use",
                        tokens.withClaims(claims -> claims.claim("token_use", List.of("access", "id")))),
                new Attack("no token_use", tokens.withClaims(claims -> claims.claim("token_use", null))),
                new Attack("no client", tokens.withClaims(claims -> claims.claim("client_id", null))),
                new Attack("no scope", tokens.withClaims(claims -> claims.claim("scope", null))),
                new Attack("no subject", tokens.withClaims(claims -> claims.subject(null))),
                new Attack("expiry that is null", withNull("exp")),
                new Attack("time of issue that is null", withNull("iat")),
                new Attack("issuer that is null", withNull("iss")),
                new Attack("token_use that is null", withNull("token_use")),
                new Attack("client that is null", withNull("client_id")),
                new Attack("scope that is null", withNull("scope")),
                new Attack("subject that is null", withNull("sub")));
    }

    private Attack scope(String name, Object scope) {
        return new Attack(name, tokens.withClaims(claims -> claims.claim("scope", scope)));
    }

    private String withNull(String claim) {
        var claims = new JsonObject();
        tokens.genuineClaims().toJSONObject().forEach((name, value) -> claims.add(name, GSON.toJsonTree(value)));
        claims.add(claim, JsonNull.INSTANCE);
        return tokens.withPayload(claims.toString());
    }

    /** Sets a claim to null, instead of leaving it out. */
    private static void withNull(String claim, JWTClaimsSet.Builder claims) {
        claims.claim(claim, null).serializeNullClaims(true);
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
