package ordermessage.fuzz;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

/** A table in memory, with the three calls that the service makes with keys of items. */
final class MemoryDynamoDb implements DynamoDbClient {
    private final Map<List<AttributeValue>, Map<String, AttributeValue>> items = new HashMap<>();

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        BrokenInvariantException.require(
                "attribute_not_exists(message_id)".equals(request.conditionExpression()),
                "An item is only written where there is none");
        request.item().forEach((name, value) -> BrokenInvariantException.requireUtf8(value.s(), name));
        var existing = items.putIfAbsent(key(request.item()), request.item());
        if (existing != null) {
            throw ConditionalCheckFailedException.builder()
                    .message("The conditional request failed")
                    .item(existing)
                    .build();
        }
        return PutItemResponse.builder().build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        var response = GetItemResponse.builder();
        Optional.ofNullable(items.get(key(request.key()))).ifPresent(response::item);
        return response.build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var found = new HashMap<String, List<Map<String, AttributeValue>>>();
        request.requestItems().forEach((table, asked) -> {
            BrokenInvariantException.require(
                    asked.keys().size() == Set.copyOf(asked.keys()).size(), "A batch has each key once");
            found.put(
                    table,
                    asked.keys().stream()
                            .map(key -> items.get(key(key)))
                            .filter(Objects::nonNull)
                            .toList());
        });
        return BatchGetItemResponse.builder().responses(found).build();
    }

    private static List<AttributeValue> key(Map<String, AttributeValue> item) {
        return List.of(item.get("message_id"), item.get("company_id"));
    }

    @Override
    public String serviceName() {
        return "dynamodb";
    }

    @Override
    public void close() {
        // There is nothing to close.
    }
}
