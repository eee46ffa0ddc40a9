package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The baseline of ListMessagesFunction: queries every shard of a list at the same time and ignores the event. */
public final class DynamoDbQueryHandler implements RequestStreamHandler {
    private static final int SHARDS = 8;

    /** The number of items that the function asks each shard for, for a page of 100 messages. */
    private static final int SHARD_LIMIT = 29;

    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final String table = System.getenv("TABLE_NAME");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var shard = 0; shard < SHARDS; shard++) {
                var key = SampleMessage.COMPANY_ID + "#" + shard;
                threads.execute(() -> query(key));
            }
        }
        EmptyResponse.write(event, response);
    }

    private void query(String shard) {
        dynamoDb.query(request -> request.tableName(table)
                .indexName("MessageList")
                .keyConditionExpression("list_shard = :shard AND list_position BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS(shard),
                        ":first", AttributeValue.fromS("0"),
                        ":last", AttributeValue.fromS("9")))
                .limit(SHARD_LIMIT));
    }
}
