package ordermessage.adapters;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;
import ordermessage.ports.MessageLists;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Lists messages from the secondary index of a DynamoDB table. It reads all shards of a company at the same time, each once,
 * and merges them. So the time and the cost of a page do not depend on how the messages are spread.
 */
public final class DynamoDbMessageLists implements MessageLists {
    /** The number of calls that {@link #list} makes at the same time. */
    public static final int SIMULTANEOUS_CALLS = ListShard.COUNT;

    private static final String INDEX = "MessageList";

    /** A character that comes before {@code #}, the only character that follows an instant in a position. */
    private static final String JUST_AFTER = " ";

    /** The items of a shard, in the order of their positions, and whether the shard has more of the range. */
    private record ShardPage(List<Map<String, AttributeValue>> items, boolean more) {}

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DynamoDbMessageLists(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    @Override
    public Page list(Uuid companyId, Range range, int limit) {
        if (range.isEmpty()) {
            return new Page(List.of(), false);
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reads = ListShard.all(companyId).stream()
                    .map(shard -> threads.submit(() -> read(shard, range, shardLimit(limit))))
                    .toList();
            return merge(reads.stream().map(DynamoDbMessageLists::await).toList(), range, limit);
        }
    }

    /** Returns twice the share of a shard, plus four: nearly always enough for a full page. */
    private static int shardLimit(int limit) {
        return limit / 4 + 4;
    }

    private ShardPage read(ListShard shard, Range range, int limit) {
        var response = StorageCall.of(() -> dynamoDb.query(request -> request.tableName(table)
                .indexName(INDEX)
                .keyConditionExpression("%s = :shard AND %s BETWEEN :first AND :last"
                        .formatted(IndexItem.LIST_SHARD, IndexItem.LIST_POSITION))
                .expressionAttributeValues(Map.of(
                        ":shard", IndexItem.string(shard.value()),
                        ":first", IndexItem.string(range.after().text() + JUST_AFTER),
                        ":last",
                                IndexItem.string(
                                        ListPosition.before(range.until()).text())))
                .limit(limit)));
        return new ShardPage(response.items(), response.hasLastEvaluatedKey());
    }

    /**
     * Merges the pages of the shards. Where a shard has more than its page, messages of it are missing after the end of the
     * page. So the merged page ends there, at the first such end. Only the items of the merged page are decoded, which is less
     * than half of what was read.
     */
    private static Page merge(List<ShardPage> shards, Range range, int limit) {
        var more = shards.stream().anyMatch(ShardPage::more);
        var end = shards.stream()
                .filter(ShardPage::more)
                .map(page -> end(page, range))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> ListPosition.before(range.until()).text());
        var items = shards.stream()
                .flatMap(page -> page.items().stream())
                .filter(item -> IndexItem.listPosition(item).compareTo(end) <= 0)
                .sorted(Comparator.comparing(IndexItem::listPosition))
                .toList();
        return new Page(items.stream().limit(limit).map(IndexItem::readListed).toList(), more || items.size() > limit);
    }

    private static String end(ShardPage page, Range range) {
        return page.items().isEmpty()
                ? range.after().text()
                : IndexItem.listPosition(page.items().getLast());
    }

    private static ShardPage await(Future<ShardPage> read) {
        try {
            return read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
