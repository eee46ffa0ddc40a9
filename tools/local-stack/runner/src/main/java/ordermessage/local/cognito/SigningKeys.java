package ordermessage.local.cognito;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.file.Path;

/** Gives each user pool the key pair with which it signs tokens. */
@FunctionalInterface
public interface SigningKeys {
    /** Each pool has a key of its own, in a file that is created at its first use. So its tokens outlive the process. */
    SigningKeys IN_FILES = SigningKey::readOrCreate;

    /**
     * All pools of all processes have the same key, which is created once in each build of this project. For tests and
     * benchmarks: a new key takes up to a second of processor time.
     */
    SigningKeys SHARED = _ -> SharedSigningKey.KEY;

    /**
     * Returns the key of a pool.
     *
     * @param file the pool's file for the key
     * @throws IllegalStateException when the file does not contain a key
     */
    RSAKey of(Path file);
}
