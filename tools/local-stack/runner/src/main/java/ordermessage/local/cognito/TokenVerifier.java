package ordermessage.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Verifies the ID tokens of a user pool. The library nimbus-jose-jwt does all checks. */
final class TokenVerifier {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Creates a verifier. It accepts ID tokens that the issuer has signed with one of the keys for one of the clients.
     *
     * @param clients the ids of the clients
     * @param keys the public keys of the issuer
     */
    TokenVerifier(String issuer, Set<String> clients, JWKSet keys) {
        processor.setJWSKeySelector(withKeyId(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet()))));
        processor.setJWTClaimsSetVerifier(claims(issuer, clients));
    }

    /** Returns the claims of a valid token; empty for any other token. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // API Gateway gives the same answer for all invalid tokens.
            return Optional.empty();
        }
    }

    /**
     * Refuses tokens without a key id. The library would try every key for them, but all tokens of a user pool have a
     * key id.
     */
    private static JWSKeySelector<SecurityContext> withKeyId(JWSKeySelector<SecurityContext> selector) {
        return (header, context) -> header.getKeyID() == null ? List.of() : selector.selectJWSKeys(header, context);
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer, Set<String> clients) {
        var exact = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .claim("token_use", "id")
                .build();
        var verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(clients, exact, Set.of("sub", "iat", "exp"), Set.of());
        // The same clock is used to issue and to verify tokens.
        verifier.setMaxClockSkew(0);
        return verifier;
    }
}
