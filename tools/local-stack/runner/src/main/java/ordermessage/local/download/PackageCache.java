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
 * Archives of npm packages that were downloaded before. An archive is compared with its SHA-512 whenever it is taken, so
 * one that was changed in the cache is not used either.
 */
public final class PackageCache {
    private final Path folder;
    private final List<PackageSource> sources;
    private final Consumer<String> console;

    /**
     * A cache in a folder.
     *
     * @param sources are asked in this order for what is not in the cache
     * @param console gets a line before a download
     */
    public PackageCache(Path folder, List<PackageSource> sources, Consumer<String> console) {
        this.folder = folder;
        this.sources = List.copyOf(sources);
        this.console = console;
    }

    /**
     * The archive of a package.
     *
     * @throws PackageUnavailable when no source has it
     */
    public Path archive(NpmPackage wanted) {
        try {
            var archive = OwnerOnly.folder(folder).resolve(wanted.file());
            if (!wanted.isIn(archive)) {
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
                if (wanted.isIn(file)) {
                    // In one step: another runner may do the same at this moment.
                    Files.move(file, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    return;
                }
                reasons.add(source + ": its SHA-512 is not the expected one");
            } catch (PackageUnavailable e) {
                reasons.add(source + ": " + e.getMessage());
            } finally {
                delete(work);
            }
        }
        throw new PackageUnavailable("%s %s cannot be downloaded (%s)"
                .formatted(wanted.name(), wanted.version(), String.join("; ", reasons)));
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
