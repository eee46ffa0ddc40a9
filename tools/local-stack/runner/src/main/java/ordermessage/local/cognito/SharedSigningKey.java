package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.RSAKey;
import ordermessage.local.process.CodeSource;

/** The key of {@link SigningKeys#SHARED}. Its file is in the folder of the build, beside the classes of this module. */
final class SharedSigningKey {
    static final RSAKey KEY =
            SigningKey.readOrCreate(CodeSource.of(SharedSigningKey.class).resolveSibling("signing-key/key.json"));

    private SharedSigningKey() {}
}
