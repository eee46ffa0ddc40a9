package ordermessage.stores;

import java.util.Map;
import java.util.Optional;
import ordermessage.adapters.IndexItem;
import ordermessage.message.MessageKey;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of the table that is the index, with all their attributes. */
final class IndexTable {
    private final DynamoDbClient dynamoDb;
    private final String name;

    IndexTable(DynamoDbClient dynamoDb, String name) {
        this.dynamoDb = dynamoDb;
        this.name = name;
    }

    /** Returns the item of a message. The read is consistent. */
    Optional<Map<String, AttributeValue>> find(MessageKey key) {
        var response = dynamoDb.getItem(
                request -> request.tableName(name).key(IndexItem.key(key)).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }
}
