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
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads the contents of the stores from the engines, without the service's code. */
public final class StoreReader {
    private static final int CONCURRENT_READS = 16;

    private final ProxiedStack stack;

    public StoreReader(ProxiedStack stack) {
        this.stack = stack;
    }

    /** Reads everything that the bucket, the table and the dead-letter queue hold. */
    public StoreContents read() {
        var local = stack.local();
        return new StoreContents(objects(local), items(local), new DeadLetterReader(local).read());
    }

    private static Map<String, String> objects(LocalService local) {
        var s3 = local.clients().s3();
        var bucket = local.stack().buckets().getFirst().name();
        var objects = new ConcurrentHashMap<String, String>();
        try (var threads = Executors.newFixedThreadPool(
                CONCURRENT_READS, Thread.ofVirtual().factory())) {
            objectKeys(s3, bucket).forEach(key -> threads.execute(() -> objects.put(key, object(s3, bucket, key))));
        }
        return objects;
    }

    private static String object(S3Client s3, String bucket, String key) {
        var bytes = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
        return new String(bytes.asByteArrayUnsafe(), StandardCharsets.UTF_8);
    }

    /** Lists company by company, because S3Proxy reads all keys with the prefix again for each page of a list. */
    private static Stream<String> objectKeys(S3Client s3, String bucket) {
        var top = s3.listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/"));
        var ofCompanies = top.commonPrefixes().stream()
                .flatMap(company -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(company.prefix()))
                        .contents()
                        .stream());
        return Stream.concat(top.contents().stream(), ofCompanies).map(S3Object::key);
    }

    private static Map<String, StoreContents.Item> items(LocalService local) {
        var table = local.stack().tables().getFirst().name();
        var items = new ConcurrentHashMap<String, StoreContents.Item>();
        local.clients()
                .dynamoDb()
                .scanPaginator(request -> request.tableName(table).consistentRead(true))
                .items()
                .forEach(item -> items.put(
                        item.get("company_id").s() + "/"
                                + item.get("message_id").s(),
                        item(item)));
        return items;
    }

    private static StoreContents.Item item(Map<String, AttributeValue> item) {
        var body = item.get("body");
        return new StoreContents.Item(
                item.get("message_time").s(), item.get("message_s3_key").s(), body == null ? null : body.s());
    }
}
