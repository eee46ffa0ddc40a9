package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The baseline of PostMessageFunction: reads the key of a new message, sends the message, and ignores the event. */
public final class DynamoDbReadSqsSendHandler implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final SqsClient sqs = SqsClient.create();
    private final String table = System.getenv("TABLE_NAME");
    private final String queueUrl = System.getenv("QUEUE_URL");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        var sample = SampleMessage.unique();
        dynamoDb.getItem(request -> request.tableName(table)
                .projectionExpression("content_digest")
                .key(Map.of(
                        "message_id", AttributeValue.fromS(sample.messageId()),
                        "company_id", AttributeValue.fromS(SampleMessage.COMPANY_ID))));
        sqs.sendMessage(request -> request.queueUrl(queueUrl)
                .messageGroupId(SampleMessage.COMPANY_ID)
                .messageBody(sample.text()));
        EmptyResponse.write(event, response);
    }
}
