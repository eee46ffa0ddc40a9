package ordermessage.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.UUID;

/** Issues access tokens with the claims that Cognito gives to the tokens of the client credentials grant. */
final class TokenIssuer {
    private final String issuer;
    private final RSAKey publicKey;
    private final RSASSASigner signer;
    private final JWSHeader header;

    TokenIssuer(String issuer, RSAKey key) {
        this.issuer = issuer;
        this.publicKey = key.toPublicJWK();
        try {
            signer = new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot sign with RSA", e);
        }
        header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    }

    /** Returns the key that verifies the tokens, without its private part. */
    RSAKey publicKey() {
        return publicKey;
    }

    /** Issues a token for an app client that signs in now. */
    String token(String clientId, Collection<String> scopes, Duration validity) {
        var now = Instant.now();
        return signed(new JWTClaimsSet.Builder()
                .subject(clientId)
                .claim("token_use", "access")
                .claim("scope", String.join(" ", scopes))
                .claim("auth_time", now.getEpochSecond())
                .issuer(issuer)
                .expirationTime(Date.from(now.plus(validity)))
                .issueTime(Date.from(now))
                .claim("version", 2)
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", clientId)
                .build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot sign with RSA", e);
        }
    }
}
