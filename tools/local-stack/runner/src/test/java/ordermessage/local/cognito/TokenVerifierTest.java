package ordermessage.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests tokens that come again, whose signature is not checked again. */
class TokenVerifierTest {
    private static final String ISSUER = "http://localhost/pool";
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private static RSAKey key;

    private Instant now = Instant.now();
    private final String token = new TokenIssuer(ISSUER, key).token("client", List.of("m/read"), VALIDITY);
    private final TokenVerifier verifier = new TokenVerifier(ISSUER, new JWKSet(key), () -> now);

    @BeforeAll
    static void createKey() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("key").generate();
    }

    @Test
    void aTokenThatComesAgainHasTheSameClaims() {
        var claims = verifier.verify(token);

        assertThat(claims).isPresent();
        assertThat(verifier.verify(token)).isEqualTo(claims);
    }

    @Test
    void aTokenThatWasValidIsRefusedAfterItsExpiry() {
        assertThat(verifier.verify(token)).isPresent();

        now = now.plus(VALIDITY).plusSeconds(1);

        assertThat(verifier.verify(token)).isEmpty();
    }

    @Test
    void anotherSignatureUnderTheClaimsOfAValidTokenIsRefused() {
        assertThat(verifier.verify(token)).isPresent();

        var last = token.charAt(token.length() - 10);
        var forged = token.substring(0, token.length() - 10)
                + (last == 'A' ? 'B' : 'A')
                + token.substring(token.length() - 9);

        assertThat(verifier.verify(forged)).isEmpty();
    }
}
