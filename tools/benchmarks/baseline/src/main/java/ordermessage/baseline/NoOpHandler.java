package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Does nothing. Its time is the time of the JVM and of Lambda's runtime alone. */
public final class NoOpHandler implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        EmptyResponse.write(event, response);
    }
}
