package ordermessage.adapters;

import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** The index in a DynamoDB table. */
public final class DynamoDbIndex implements Index {
    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public IndexEntry putIfAbsent(IndexEntry entry) {
        return StorageCall.of(() -> putOrRead(entry));
    }

    private IndexEntry putOrRead(IndexEntry entry) {
        try {
            dynamoDb.putItem(request -> request.tableName(table)
                    .item(IndexItem.of(entry))
                    .conditionExpression("attribute_not_exists(" + IndexItem.MESSAGE_ID + ")")
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
            return entry;
        } catch (ConditionalCheckFailedException e) {
            // The key is taken, perhaps by our own earlier attempt whose answer was lost. The caller compares the
            // content.
            return IndexItem.read(e.item());
        }
    }
}
