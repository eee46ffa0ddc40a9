package ordermessage.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A function of an API: returns the queue URL and the SQS endpoint from its environment. */
public final class SampleApi implements RequestStreamHandler {
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var answer = "{\"statusCode\": 200, \"body\": \"%s at %s\"}"
                .formatted(System.getenv("QUEUE_URL"), System.getenv("AWS_ENDPOINT_URL_SQS"));
        output.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}
