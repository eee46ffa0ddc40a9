package ordermessage.local.download;

import java.nio.file.Path;

/** A source of npm packages. Its {@code toString} is its name in error messages. */
public interface PackageSource {
    /**
     * Downloads the archive of a package. Does not check its SHA-512.
     *
     * @param folder an empty folder to write it to
     * @return the archive's file
     * @throws PackageUnavailableException when the package cannot be downloaded; the message is one line
     */
    Path download(NpmPackage wanted, Path folder);
}
