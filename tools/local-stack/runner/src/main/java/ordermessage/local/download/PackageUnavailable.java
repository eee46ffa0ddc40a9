package ordermessage.local.download;

/** A package is not in the cache and cannot be downloaded, or it is not the expected one. The message is one line. */
public final class PackageUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    PackageUnavailable(String message) {
        super(message);
    }

    PackageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
