package ordermessage.adapters;

import java.util.Map;
import java.util.Optional;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.IndexedMessages;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Reads the index in a DynamoDB table. Every read is consistent. */
public final class DynamoDbIndexedMessages implements IndexedMessages {
    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbIndexedMessages(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<IndexEntry> find(MessageKey key) {
        var response = StorageCall.of(() -> dynamoDb.getItem(
                request -> request.tableName(table).key(IndexItem.key(key)).consistentRead(true)));
        return response.hasItem() ? Optional.of(IndexItem.read(response.item())) : Optional.empty();
    }

    @Override
    public Optional<IndexEntry> findOfAnyCompany(Uuid messageId) {
        var response = StorageCall.of(() -> dynamoDb.query(request -> request.tableName(table)
                .keyConditionExpression(IndexItem.MESSAGE_ID + " = :id")
                .expressionAttributeValues(Map.of(":id", IndexItem.string(messageId.value())))
                .consistentRead(true)
                .limit(1)));
        return response.items().stream().findFirst().map(IndexItem::read);
    }
}
