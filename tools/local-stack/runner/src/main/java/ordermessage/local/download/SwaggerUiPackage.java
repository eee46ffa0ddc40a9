package ordermessage.local.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The npm package of Swagger UI, in the version and with the SHA-512 that the build configures. */
public final class SwaggerUiPackage {
    /** The style sheet of the page. */
    public static final String STYLES = "swagger-ui.css";

    /** The program of the page. */
    public static final String SCRIPT = "swagger-ui-bundle.js";

    /** The icon of the page. */
    public static final String ICON = "favicon-32x32.png";

    private static final Set<String> FILES = Set.of(STYLES, SCRIPT, ICON);
    private static final String FOLDER = "package/";

    private final PackageCache cache;

    /**
     * Creates the package.
     *
     * @param cache the cache that provides the archive
     */
    public SwaggerUiPackage(PackageCache cache) {
        this.cache = cache;
    }

    /**
     * Returns the files of the package that a page needs, by their names.
     *
     * @throws PackageUnavailableException when the package cannot be downloaded
     */
    public Map<String, byte[]> files() {
        var files = new HashMap<String, byte[]>();
        try (var archive =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(cache.archive(pinned()))))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                var name = entry.getName().replaceFirst("^" + FOLDER, "");
                if (FILES.contains(name)) {
                    files.put(name, archive.readAllBytes());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!files.keySet().equals(FILES)) {
            throw new PackageUnavailableException(
                    "Swagger UI's package has only these of its files: " + files.keySet());
        }
        return files;
    }

    static NpmPackage pinned() {
        var pinned = PinnedPackage.properties("/swagger-ui.properties");
        return new NpmPackage("swagger-ui-dist", pinned.getProperty("version"), pinned.getProperty("integrity"));
    }
}
