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
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies the access tokens of a user pool. The library nimbus-jose-jwt does the checks of signature and time. The signature of
 * a token is checked when it first comes, because that takes as much processor time as the rest of the gateway. The time is
 * checked each time.
 */
final class TokenVerifier {
    private static final Set<String> REQUIRED = Set.of("sub", "client_id", "scope", "iat", "exp");

    /** The number of tokens whose claims are kept. */
    private static final int KEPT = 1_000;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final InstantSource clock;

    /** The claims of the latest valid tokens, by the text of the token. */
    private final LinkedHashMap<String, JWTClaimsSet> verified = new LinkedHashMap<>();

    /** Creates a verifier. It accepts access tokens that the issuer has signed with one of the keys. */
    TokenVerifier(String issuer, JWKSet keys, InstantSource clock) {
        this.clock = clock;
        processor.setJWSKeySelector(withKeyId(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet()))));
        processor.setJWTClaimsSetVerifier(claims(issuer));
    }

    /** Returns the claims of a valid token; empty for any other token. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            var known = known(token);
            if (known.isPresent()) {
                processor.getJWTClaimsSetVerifier().verify(known.get(), null);
                return known;
            }
            var claims = Optional.of(processor.process(token, null)).filter(TokenVerifier::hasRequiredClaims);
            claims.ifPresent(valid -> keep(token, valid));
            return claims;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // API Gateway gives the same answer for all invalid tokens.
            return Optional.empty();
        }
    }

    private Optional<JWTClaimsSet> known(String token) {
        synchronized (verified) {
            return Optional.ofNullable(verified.get(token));
        }
    }

    private void keep(String token, JWTClaimsSet claims) {
        synchronized (verified) {
            verified.put(token, claims);
            if (verified.size() > KEPT) {
                verified.pollFirstEntry();
            }
        }
    }

    /** The library checks only that the claims are there. It accepts null as a value, and treats a null expiry as no expiry. */
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

    private DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer) {
        var exact = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .claim("token_use", "access")
                .build();
        var verifier = new DefaultJWTClaimsVerifier<SecurityContext>(exact, REQUIRED) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        // The same clock is used to issue and to verify tokens.
        verifier.setMaxClockSkew(0);
        return verifier;
    }
}
