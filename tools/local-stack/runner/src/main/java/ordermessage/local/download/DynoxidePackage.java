package ordermessage.local.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import ordermessage.local.files.OwnerOnly;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The npm package of Dynoxide, in the version and with the SHA-512 that the build configures for this platform. */
public final class DynoxidePackage {
    private static final String PROGRAM = "package/dynoxide";

    private final PackageCache cache;

    /**
     * Creates the package.
     *
     * @param cache the cache that provides the archive
     */
    public DynoxidePackage(PackageCache cache) {
        this.cache = cache;
    }

    /**
     * Unpacks the program.
     *
     * @param folder the folder to write it to; created for the owner only if it does not exist
     * @return the program's file
     * @throws PackageUnavailableException when there is no package for this platform, or it cannot be downloaded
     */
    public Path unpack(Path folder) {
        try (var archive = new TarArchiveInputStream(
                new GZIPInputStream(Files.newInputStream(cache.archive(forThisPlatform()))))) {
            for (var entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.getName().equals(PROGRAM)) {
                    return write(archive, OwnerOnly.folder(folder));
                }
            }
            throw new PackageUnavailableException("Dynoxide's package has no " + PROGRAM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NpmPackage forThisPlatform() {
        return forPlatform(system() + "-" + processor());
    }

    static NpmPackage forPlatform(String platform) {
        var pinned = PinnedPackage.properties("/dynoxide.properties");
        var integrity = pinned.getProperty(platform);
        if (integrity == null) {
            throw new PackageUnavailableException("The build has no SHA-512 of Dynoxide for %s".formatted(platform));
        }
        return new NpmPackage("@dynoxide/" + platform, pinned.getProperty("version"), integrity);
    }

    private static Path write(TarArchiveInputStream archive, Path folder) throws IOException {
        var program = folder.resolve("dynoxide");
        var unpacked = Files.createTempFile(folder, "dynoxide", ".tmp");
        var copy = Files.createTempFile(folder, "dynoxide", ".tmp");
        try {
            try (var out = OwnerOnly.newOutputStream(unpacked)) {
                archive.transferTo(out);
            }
            copyInProcess(unpacked, copy);
            if (!copy.toFile().setExecutable(true, true)) {
                throw new IOException(copy + " cannot be made executable");
            }
            // Replaced in one step, because a running program cannot be overwritten.
            Files.move(copy, program, StandardCopyOption.ATOMIC_MOVE);
            return program;
        } finally {
            Files.deleteIfExists(unpacked);
            Files.deleteIfExists(copy);
        }
    }

    /**
     * Copies the content of a file in a process of its own. The system refuses to run a program that is open for writing. If
     * this process wrote the program, a process that another thread starts meanwhile would hold it open for a while.
     */
    private static void copyInProcess(Path from, Path to) throws IOException {
        var exit = new ProcessBuilder("cp", from.toString(), to.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
        if (exit != 0) {
            throw new IOException("%s cannot be copied to %s: cp exited with code %d".formatted(from, to, exit));
        }
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT);
    }

    private static String processor() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
    }
}
