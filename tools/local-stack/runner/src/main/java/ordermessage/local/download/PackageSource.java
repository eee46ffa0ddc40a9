package ordermessage.local.download;

import java.nio.file.Path;

/** Something that downloads packages of the npm registry. Its text names it in error messages. */
public interface PackageSource {
    /**
     * Downloads a package's archive; it is not verified yet.
     *
     * @param folder an empty folder for it
     * @throws PackageUnavailable when it cannot be downloaded; the message is one line
     */
    Path download(NpmPackage wanted, Path folder);
}
