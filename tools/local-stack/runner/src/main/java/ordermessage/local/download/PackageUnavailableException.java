package ordermessage.local.download;

/** A package is not in the cache and cannot be downloaded, or it is not the expected one. The message is one line. */
public final class PackageUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PackageUnavailableException(String message) {
        super(message);
    }

    PackageUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
