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

/** Tells a user pool's ID tokens from everything else. All checks are the library's. */
final class TokenVerifier {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    /**
     * Takes what the issuer has signed with one of the keys, for one of the clients.
     *
     * @param keys the public ones
     */
    TokenVerifier(String issuer, Set<String> clients, JWKSet keys) {
        processor.setJWSKeySelector(withKeyId(
                new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys.toPublicJWKSet()))));
        processor.setJWTClaimsSetVerifier(claims(issuer, clients));
    }

    /** The claims of a token; nothing for one that is not good, whatever the reason. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            return Optional.of(processor.process(token, null));
        } catch (ParseException | BadJOSEException | JOSEException refused) {
            return Optional.empty();
        }
    }

    /** Without a key's id the library would try every key; a user pool's tokens all have one. */
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
        // One clock makes the tokens and checks them.
        verifier.setMaxClockSkew(0);
        return verifier;
    }
}
