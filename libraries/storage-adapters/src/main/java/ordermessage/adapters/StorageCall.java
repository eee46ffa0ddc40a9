package ordermessage.adapters;

import java.util.function.Supplier;
import ordermessage.ports.StorageUnavailable;
import software.amazon.awssdk.core.exception.SdkException;

/** A call of the SDK, with its failures in the domain's terms. */
final class StorageCall {
    private StorageCall() {}

    static <T> T of(Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new StorageUnavailable(e);
        }
    }
}
