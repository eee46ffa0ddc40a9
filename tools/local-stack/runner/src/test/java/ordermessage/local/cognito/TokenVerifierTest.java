package ordermessage.local.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests tokens that are used again. Their signature is not checked again. */
class TokenVerifierTest {
    private static final String ISSUER = "http://localhost/pool";
    private static final Duration VALIDITY = Duration.ofMinutes(5);

    private static final RSAKey KEY = SigningKeys.SHARED.of(Path.of(""));

    private Instant now = Instant.now();
    private final String token = new TokenIssuer(ISSUER, KEY).token("client", List.of("m/read"), VALIDITY);
    private final TokenVerifier verifier = new TokenVerifier(ISSUER, new JWKSet(KEY), () -> now);

    @Test
    void aTokenThatIsUsedAgainHasTheSameClaims() {
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
