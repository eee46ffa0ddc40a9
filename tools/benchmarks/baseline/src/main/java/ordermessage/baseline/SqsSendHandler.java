package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The baseline of PostMessageFunction: sends one message to the queue and ignores the event. */
public final class SqsSendHandler implements RequestStreamHandler {
    private final SqsClient sqs = SqsClient.create();
    private final String queueUrl = System.getenv("QUEUE_URL");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        sqs.sendMessage(request ->
                request.queueUrl(queueUrl).messageBody(SampleMessage.unique().text()));
        EmptyResponse.write(event, response);
    }
}
