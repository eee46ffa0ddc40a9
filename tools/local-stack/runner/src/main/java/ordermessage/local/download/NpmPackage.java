package ordermessage.local.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A package of the npm registry.
 *
 * @param name such as {@code @dynoxide/linux-x64}
 * @param integrity the SHA-512 of its archive, as npm writes it: {@code sha512-} and Base64
 */
public record NpmPackage(String name, String version, String integrity) {
    public NpmPackage {
        if (!integrity.startsWith("sha512-")) {
            throw new IllegalArgumentException(integrity + " is not a SHA-512 integrity value");
        }
    }

    /** The archive's name in the registry. */
    String archive() {
        return "%s-%s.tgz".formatted(name.replaceFirst(".*/", ""), version);
    }

    /** The archive's name among those of other packages. */
    String file() {
        return "%s-%s.tgz".formatted(name.replaceAll("[^a-z0-9]+", "-").replaceFirst("^-", ""), version);
    }

    /** Whether a file is this package's archive, unchanged. */
    boolean isIn(Path file) throws IOException {
        return Files.isRegularFile(file) && integrity.equals(integrityOf(Files.readAllBytes(file)));
    }

    private static String integrityOf(byte[] bytes) {
        try {
            return "sha512-"
                    + Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("SHA-512").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
