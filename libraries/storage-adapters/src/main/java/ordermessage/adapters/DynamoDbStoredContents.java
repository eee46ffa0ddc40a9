package ordermessage.adapters;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.StoredContents;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Reads only the digests of the index in a DynamoDB table. The reads are not consistent, which halves their price. */
public final class DynamoDbStoredContents implements StoredContents {
    /** The maximum number of items that DynamoDB reads in one call. */
    private static final int MAX_KEYS = 100;

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
        return IndexItem.digest(response.item());
    }

    /** Reads several keys. If DynamoDB is too busy and leaves a key out, {@link #find} reads it again. */
    @Override
    public StoredContents readAll(Collection<MessageKey> keys) {
        var digests = new HashMap<MessageKey, Supplier<Optional<ContentDigest>>>();
        var distinct = keys.stream().distinct().toList();
        for (var from = 0; from < distinct.size(); from += MAX_KEYS) {
            digests.putAll(read(distinct.subList(from, Math.min(from + MAX_KEYS, distinct.size()))));
        }
        return key -> digests.getOrDefault(key, () -> find(key)).get();
    }

    /** Returns the digests of the keys that DynamoDB has not left out. */
    private Map<MessageKey, Supplier<Optional<ContentDigest>>> read(List<MessageKey> keys) {
        try {
            var response = StorageCall.of(
                    () -> dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, digestsOf(keys)))));
            var items = response.responses().values().stream()
                    .flatMap(List::stream)
                    .collect(toMap(IndexItem::keyOf, item -> item));
            var leftOut = response.unprocessedKeys().values().stream()
                    .flatMap(left -> left.keys().stream())
                    .collect(toSet());
            return keys.stream()
                    .filter(key -> !leftOut.contains(IndexItem.key(key)))
                    .collect(toMap(
                            key -> key,
                            key -> () -> IndexItem.digest(items.getOrDefault(IndexItem.key(key), Map.of()))));
        } catch (StorageUnavailableException e) {
            return keys.stream().collect(toMap(key -> key, _ -> () -> {
                throw e;
            }));
        }
    }

    private static KeysAndAttributes digestsOf(List<MessageKey> keys) {
        return KeysAndAttributes.builder()
                .keys(keys.stream().map(IndexItem::key).toList())
                .projectionExpression(IndexItem.KEY_AND_DIGEST)
                .build();
    }
}
