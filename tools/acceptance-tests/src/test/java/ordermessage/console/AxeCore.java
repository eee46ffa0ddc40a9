package ordermessage.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmPackage;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import ordermessage.local.download.PackageUnavailableException;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The script of axe-core, which looks for problems of accessibility in a page. It comes from npm, like Swagger UI. */
final class AxeCore {
    private static final String FILE = "package/axe.min.js";

    private AxeCore() {}

    /** Returns the script; empty when it is not in the cache and cannot be downloaded. */
    static Optional<String> script() {
        try {
            return Optional.of(read(archive()));
        } catch (PackageUnavailableException e) {
            System.out.println("Skipped: the console is not tested with axe-core: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Path archive() {
        var project = ProjectFolder.current();
        var folder = Options.builder(project, project).build().packages();
        return new PackageCache(folder, List.of(new NpmClient(), new NpmRegistry()), System.out::println)
                .archive(pinned());
    }

    private static NpmPackage pinned() {
        var pinned = new Properties();
        try (var properties = AxeCore.class.getResourceAsStream("/axe-core.properties")) {
            pinned.load(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NpmPackage("axe-core", pinned.getProperty("version"), pinned.getProperty("integrity"));
    }

    private static String read(Path archive) {
        try (var files = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                if (file.getName().equals(FILE)) {
                    return new String(files.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            throw new IllegalStateException("The package of axe-core has no " + FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
