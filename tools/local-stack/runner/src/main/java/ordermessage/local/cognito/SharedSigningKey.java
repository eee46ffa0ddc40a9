package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.RSAKey;
import ordermessage.local.ProjectFolder;

/** The key of {@link SigningKeys#SHARED}. */
final class SharedSigningKey {
    static final RSAKey KEY = SigningKey.readOrCreate(
            ProjectFolder.current().resolve("tools/local-stack/runner/target/signing-key/key.json"));

    private SharedSigningKey() {}
}
