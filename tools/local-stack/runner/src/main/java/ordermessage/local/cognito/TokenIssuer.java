package ordermessage.local.cognito;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import ordermessage.local.template.Resource;

/** Issues ID tokens with the claims of Cognito's ID tokens. */
final class TokenIssuer {
    private final String issuer;
    private final RSAKey key;

    TokenIssuer(String issuer, RSAKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** Issues a token for a user of a company who signs in now. A company always has the same user. */
    String token(Resource.UserPoolClient client, String companyId) {
        var now = Instant.now();
        var user = UUID.nameUUIDFromBytes(companyId.getBytes(StandardCharsets.UTF_8))
                .toString();
        return signed(new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(client.id())
                .subject(user)
                .claim("cognito:username", user)
                .claim("custom:company_id", companyId)
                .claim("token_use", "id")
                .claim("auth_time", now.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(client.idTokenValidity())))
                .claim("event_id", UUID.randomUUID().toString())
                .claim("origin_jti", UUID.randomUUID().toString())
                .jwtID(UUID.randomUUID().toString())
                .build());
    }

    private String signed(JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot sign with RSA", e);
        }
    }
}
