package ordermessage.faults.audit;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the contents of the stores from the engines, without the service's code. */
public final class StoreReader {
    private static final int CONCURRENT_READS = 16;

    private final LocalService local;
    private final S3Client s3;
    private final String bucket;

    public StoreReader(ProxiedStack stack) {
        local = stack.local();
        s3 = local.clients().s3();
        bucket = local.stack().buckets().getFirst().name();
    }

    /** Reads everything that the bucket, the table and the dead-letter queue hold. */
    public StoreContents read() {
        // Company by company, because S3Proxy reads all keys with the prefix again for each page of a list.
        var top = s3.listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/"));
        var keys = Stream.concat(
                top.contents().stream().map(S3Object::key),
                top.commonPrefixes().stream().map(CommonPrefix::prefix).flatMap(this::objectKeys));
        return contents(keys, "");
    }

    /** Reads the objects and the items of one company, and the whole dead-letter queue. */
    public StoreContents read(String companyId) {
        var prefix = companyId + "/";
        return contents(objectKeys(prefix), prefix);
    }

    private StoreContents contents(Stream<String> objectKeys, String itemPrefix) {
        return new StoreContents(objects(objectKeys), items(itemPrefix), new DeadLetterReader(local).read());
    }

    private Stream<String> objectKeys(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key);
    }

    private Map<String, String> objects(Stream<String> keys) {
        var objects = new ConcurrentHashMap<String, String>();
        try (var threads = Executors.newFixedThreadPool(
                CONCURRENT_READS, Thread.ofVirtual().factory())) {
            keys.forEach(key -> threads.execute(() -> objects.put(key, object(key))));
        }
        return objects;
    }

    private String object(String key) {
        var bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        return new String(bytes.asByteArrayUnsafe(), StandardCharsets.UTF_8);
    }

    private Map<String, StoreContents.Item> items(String prefix) {
        var table = local.stack().tables().getFirst().name();
        var items = new ConcurrentHashMap<String, StoreContents.Item>();
        local.clients()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(key(item), item(item)));
        items.keySet().removeIf(key -> !key.startsWith(prefix));
        return items;
    }

    private static String key(Map<String, AttributeValue> item) {
        return item.get("company_id").s() + "/" + item.get("message_id").s();
    }

    private static StoreContents.Item item(Map<String, AttributeValue> item) {
        var body = item.get("body");
        return new StoreContents.Item(
                item.get("message_time").s(), item.get("message_s3_key").s(), body == null ? null : body.s());
    }
}
