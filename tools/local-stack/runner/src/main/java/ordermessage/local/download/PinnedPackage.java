package ordermessage.local.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Reads the versions and the SHA-512 of npm packages, which the build writes into resources of this module. */
final class PinnedPackage {
    private PinnedPackage() {}

    /**
     * Returns the properties of a resource.
     *
     * @param resource the path of the resource, such as {@code /dynoxide.properties}
     */
    static Properties properties(String resource) {
        var pinned = new Properties();
        try (var properties = PinnedPackage.class.getResourceAsStream(resource)) {
            pinned.load(properties);
            return pinned;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
