package ordermessage.local.download;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A package of the npm registry.
 *
 * @param name the name, such as {@code @dynoxide/linux-x64}
 * @param integrity the SHA-512 of the archive as npm writes it: {@code sha512-} and Base64
 */
public record NpmPackage(String name, String version, String integrity) {
    public NpmPackage {
        if (!integrity.startsWith("sha512-")) {
            throw new IllegalArgumentException(integrity + " is not a SHA-512 integrity value");
        }
    }

    /** Returns the archive's file name in the registry. */
    String archive() {
        return "%s-%s.tgz".formatted(name.replaceFirst(".*/", ""), version);
    }

    /** Returns the archive's file name in the cache. It contains the scope, so it is unique among all packages. */
    String cacheFile() {
        return "%s-%s.tgz".formatted(name.replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", ""), version);
    }

    /** Returns whether these bytes are this package's archive. */
    boolean matches(byte[] archive) {
        return integrity.equals(integrityOf(archive));
    }

    private static String integrityOf(byte[] bytes) {
        try {
            return "sha512-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
