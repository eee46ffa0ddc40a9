package ordermessage.adapters;

import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.ports.StoredContents;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads only the digests of the index in a DynamoDB table. The reads are not consistent, which halves their price. */
public final class DynamoDbStoredContents implements StoredContents {
    private final DynamoDbClient dynamoDb;
    private final String table;

    /**
     * Reads from a table.
     *
     * @param dynamoDb a client whose timeout is as short as the caller can wait
     */
    public DynamoDbStoredContents(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Optional<ContentDigest> find(MessageKey key) {
        var response = StorageCall.of(() -> dynamoDb.getItem(
                request -> request.tableName(table).key(IndexItem.key(key)).projectionExpression(IndexItem.DIGEST)));
        return Optional.ofNullable(response.item().get(IndexItem.DIGEST))
                .map(AttributeValue::s)
                .map(ContentDigest::new);
    }
}
