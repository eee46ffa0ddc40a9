package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.RSAKey;

/** The key of {@link SigningKeys#SHARED}. It is created at its first use. */
final class SharedSigningKey {
    static final RSAKey KEY = SigningKey.create();

    private SharedSigningKey() {}
}
