package ordermessage.local.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ordermessage.local.files.OwnerOnly;

/**
 * A cache of downloaded archives of npm packages. The SHA-512 of an archive is checked at every use, so an archive that
 * was changed in the cache is downloaded again.
 */
public final class PackageCache {
    private final Path folder;
    private final List<PackageSource> sources;
    private final Consumer<String> console;

    /**
     * Creates a cache.
     *
     * @param folder the folder of the archives; created if it does not exist
     * @param sources the sources of packages that are not in the cache, in the order in which they are tried
     * @param console receives a line before each download
     */
    public PackageCache(Path folder, List<PackageSource> sources, Consumer<String> console) {
        this.folder = folder;
        this.sources = List.copyOf(sources);
        this.console = console;
    }

    /**
     * Returns the archive of a package. Downloads it if it is not in the cache.
     *
     * @throws PackageUnavailableException when no source can provide it
     */
    public Path archive(NpmPackage wanted) {
        try {
            var archive = OwnerOnly.folder(folder).resolve(wanted.cacheFile());
            if (!isArchive(archive, wanted)) {
                console.accept("Downloading %s %s ...".formatted(wanted.name(), wanted.version()));
                download(wanted, archive);
            }
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void download(NpmPackage wanted, Path archive) throws IOException {
        var reasons = new ArrayList<String>();
        for (var source : sources) {
            var work = Files.createTempDirectory(folder, "download");
            try {
                var file = source.download(wanted, work);
                if (isArchive(file, wanted)) {
                    // Moved in one step, because another runner may do the same at the same time.
                    Files.move(file, archive, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
                reasons.add(source + ": its SHA-512 is not the expected one");
            } catch (PackageUnavailableException e) {
                reasons.add(source + ": " + e.getMessage());
            } finally {
                delete(work);
            }
        }
        throw new PackageUnavailableException("%s %s cannot be downloaded (%s)"
                .formatted(wanted.name(), wanted.version(), String.join("; ", reasons)));
    }

    private static boolean isArchive(Path file, NpmPackage wanted) throws IOException {
        return Files.isRegularFile(file) && wanted.matches(Files.readAllBytes(file));
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
