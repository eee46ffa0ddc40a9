package ordermessage.stores;

import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import ordermessage.adapters.IndexItem;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Goes through the keys of the table that is the index. Its memory does not depend on the number of entries. */
final class IndexPass {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final PacedWork pace;
    private final Progress progress;

    IndexPass(DynamoDbClient dynamoDb, String table, PacedWork pace, Progress progress) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.pace = pace;
        this.progress = progress;
    }

    /**
     * Does the work for each key, or for those of a random part of the table. Only that part is read.
     *
     * @param sample the number of parts that the table is divided into; 1 for the whole table
     * @param pageSize the largest number of items that one call reads
     */
    void forEach(int sample, int pageSize, Consumer<EntryKey> work) {
        var part = RandomGenerator.getDefault().nextInt(sample);
        dynamoDb.scanPaginator(request -> request.tableName(table)
                        .totalSegments(sample)
                        .segment(part)
                        .projectionExpression(IndexItem.COMPANY_ID + ", " + IndexItem.MESSAGE_ID)
                        .limit(pageSize))
                .forEach(page -> {
                    var keys = page.items().stream().map(IndexPass::key).toList();
                    pace.forEach(keys, work);
                    progress.readEntries(keys.size());
                });
    }

    private static EntryKey key(Map<String, AttributeValue> item) {
        return new EntryKey(
                item.get(IndexItem.COMPANY_ID).s(),
                item.get(IndexItem.MESSAGE_ID).s());
    }
}
