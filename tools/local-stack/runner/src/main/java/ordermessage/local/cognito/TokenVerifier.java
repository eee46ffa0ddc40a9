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

/** Verifies the access tokens of a user pool. The library nimbus-jose-jwt does the checks of signature and time. */
final class TokenVerifier {
    private static final Set<String> REQUIRED = Set.of("sub", "client_id", "scope", "iat", "exp");

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /** Creates a verifier. It accepts access tokens that the issuer has signed with one of the keys. */
    TokenVerifier(String issuer, JWKSet keys) {
        processor.setJWSKeySelector(withKeyId(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet()))));
        processor.setJWTClaimsSetVerifier(claims(issuer));
    }

    /** Returns the claims of a valid token; empty for any other token. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            return Optional.of(processor.process(token, null)).filter(TokenVerifier::hasRequiredClaims);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // API Gateway gives the same answer for all invalid tokens.
            return Optional.empty();
        }
    }

    /** The library checks only that the claims are there. It takes null for a value, and a null expiry for no expiry. */
    private static boolean hasRequiredClaims(JWTClaimsSet claims) {
        return REQUIRED.stream().allMatch(name -> claims.getClaim(name) != null);
    }

    /**
     * Refuses tokens without a key id. The library would try every key for them, but all tokens of a user pool have a
     * key id.
     */
    private static JWSKeySelector<SecurityContext> withKeyId(JWSKeySelector<SecurityContext> selector) {
        return (header, context) -> header.getKeyID() == null ? List.of() : selector.selectJWSKeys(header, context);
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer) {
        var exact = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .claim("token_use", "access")
                .build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(exact, REQUIRED);
        // The same clock is used to issue and to verify tokens.
        verifier.setMaxClockSkew(0);
        return verifier;
    }
}
