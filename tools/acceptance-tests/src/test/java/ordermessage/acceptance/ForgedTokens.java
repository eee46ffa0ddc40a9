package ordermessage.acceptance;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** Makes tokens that a user pool would never make, with its own key where that helps. */
final class ForgedTokens {
    private final RSAKey key;
    private final JWTClaimsSet genuine;

    private ForgedTokens(RSAKey key, JWTClaimsSet genuine) {
        this.key = key;
        this.genuine = genuine;
    }

    /** A forge that has stolen the key of the service's user pool, and starts from a good token of a company. */
    static ForgedTokens of(RunningService service, String companyId) {
        try {
            var pool = service.local().stack().userPools().getFirst();
            return new ForgedTokens(
                    RSAKey.parse(RunningService.read(Path.of(service.keys().toString(), pool.id() + ".json"))),
                    SignedJWT.parse(service.local().token(companyId)).getJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    JWTClaimsSet genuineClaims() {
        return genuine;
    }

    /** Signed as it should be, with other claims. */
    String withClaims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder(genuine);
        change.accept(claims);
        return signed(header().build(), claims.build(), signer(key));
    }

    /** With genuine claims and another header. */
    String withHeader(Consumer<JWSHeader.Builder> change) {
        var header = header();
        change.accept(header);
        return signed(header.build(), genuine, signer(key));
    }

    /** With genuine claims and another header, signed by something else. */
    String signedBy(JWSSigner signer, JWSHeader.Builder header) {
        return signed(header.build(), genuine, signer);
    }

    JWSHeader.Builder header() {
        return header(JWSAlgorithm.RS256);
    }

    JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
    }

    static JWSSigner signer(RSAKey key) {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Date inSeconds(long seconds) {
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
