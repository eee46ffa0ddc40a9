package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends a message to the queue and does not look at the event: the baseline of PostMessageFunction. */
public final class BareSend implements RequestStreamHandler {
    private final SqsClient sqs = SqsClient.create();
    private final String queueUrl = System.getenv("QUEUE_URL");

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        sqs.sendMessage(
                request -> request.queueUrl(queueUrl).messageBody(Sample.fresh().text()));
        Answer.nothing(event, answer);
    }
}
