package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The baseline of GetMessageFunction: reads one item and ignores the event. */
public final class DynamoDbReadHandler implements RequestStreamHandler {
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final String table = System.getenv("TABLE_NAME");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        var sample = SampleMessage.STORED;
        dynamoDb.getItem(request -> request.tableName(table)
                .consistentRead(true)
                .key(Map.of(
                        "message_id", AttributeValue.fromS(sample.messageId()),
                        "company_id", AttributeValue.fromS(SampleMessage.COMPANY_ID))));
        EmptyResponse.write(event, response);
    }
}
