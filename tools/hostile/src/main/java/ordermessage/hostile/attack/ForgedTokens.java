package ordermessage.hostile.attack;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import ordermessage.local.LocalService;

/** Makes tokens that the user pool would not issue, signed with the user pool's own key or with another one. */
public final class ForgedTokens {
    private final RSAKey key;
    private final JWTClaimsSet genuine;

    private ForgedTokens(RSAKey key, JWTClaimsSet genuine) {
        this.key = key;
        this.genuine = genuine;
    }

    /**
     * Starts from a valid token of a company, and signs with the key of the service's user pool.
     *
     * @param data the data folder of the stack
     * @param companyId the company in the valid token
     */
    public static ForgedTokens of(LocalService service, Path data, String companyId) {
        var pool = service.stack().userPools().getFirst();
        try {
            return new ForgedTokens(
                    RSAKey.parse(Files.readString(data.resolve("cognito").resolve(pool.id() + ".json"))),
                    SignedJWT.parse(service.token(companyId)).getJWTClaimsSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the key of the user pool, with its private part. */
    public RSAKey key() {
        return key;
    }

    /** Returns the claims of the valid token. */
    public JWTClaimsSet genuineClaims() {
        return genuine;
    }

    /** Returns a correctly signed token with changed claims. */
    public String withClaims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder(genuine);
        change.accept(claims);
        return signed(header().build(), claims.build(), signer(key));
    }

    /** Returns a correctly signed token with this text as its claims. */
    public String withPayload(String json) {
        try {
            var token = new JWSObject(header().build(), new Payload(json));
            token.sign(signer(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns a token with genuine claims and a changed header, signed with the key of the user pool. */
    public String withHeader(Consumer<JWSHeader.Builder> change) {
        var header = header();
        change.accept(header);
        return signed(header.build(), genuine, signer(key));
    }

    /** Returns a token with genuine claims, another header and another signer. */
    public String signedBy(JWSSigner signer, JWSHeader.Builder header) {
        return signed(header.build(), genuine, signer);
    }

    /** Returns a header as the user pool uses it. */
    public JWSHeader.Builder header() {
        return header(JWSAlgorithm.RS256);
    }

    /** Returns a header with the key ID of the user pool and another algorithm. */
    public JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    /** Signs with this key. */
    public static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the time that is this number of seconds from now; negative for the past. */
    public static Date inSeconds(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
