package ordermessage.local.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;

/** A function whose init fails. */
public final class BrokenHandler implements RequestStreamHandler {
    /** Fails, as a function does whose configuration is incomplete. */
    public BrokenHandler() {
        throw new IllegalStateException("QUEUE_URL is not set");
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) {
        throw new UnsupportedOperationException();
    }
}
