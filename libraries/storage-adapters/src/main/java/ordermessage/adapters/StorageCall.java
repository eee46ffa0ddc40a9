package ordermessage.adapters;

import java.util.function.Supplier;
import ordermessage.ports.StorageUnavailableException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls the SDK and turns its failures into {@link StorageUnavailableException}. */
final class StorageCall {
    private StorageCall() {}

    static <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StorageUnavailableException(e);
        }
    }
}
