package ordermessage.faults;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.local.LocalService;
import ordermessage.local.deadletter.DeadLetter;
import ordermessage.local.deadletter.DeadLetterQueue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * All that the engines hold, read without the service's own code.
 *
 * @param objects the bucket: what stands under each key
 * @param items the table, by {@code <company id>/<message id>}
 */
record StoreContents(Map<String, String> objects, Map<String, Item> items, List<DeadLetter> deadLetters) {

    /** What an item of the table says of its message. */
    record Item(String messageTime, String archiveKey, Optional<String> body) {}

    static StoreContents of(LocalService local) {
        return new StoreContents(
                objects(local), items(local), deadLetters(local).list());
    }

    /** What belongs to one company, and all dead letters. */
    StoreContents of(String companyId) {
        return new StoreContents(beginningWith(companyId, objects), beginningWith(companyId, items), deadLetters);
    }

    static DeadLetterQueue deadLetters(LocalService local) {
        return new DeadLetterQueue(local.clients().sqs(), local.queueUrl("DeadLetterQueue"), local.queueUrl("Queue"));
    }

    private static <T> Map<String, T> beginningWith(String prefix, Map<String, T> all) {
        return all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Map<String, String> objects(LocalService local) {
        var s3 = local.clients().s3();
        var bucket = local.stack().buckets().getFirst().name();
        var objects = new ConcurrentHashMap<String, String>();
        try (var threads = Executors.newFixedThreadPool(16, Thread.ofVirtual().factory())) {
            keys(s3, bucket)
                    .forEach(key -> threads.execute(() -> objects.put(
                            key,
                            new String(
                                    s3.getObjectAsBytes(request ->
                                                    request.bucket(bucket).key(key))
                                            .asByteArrayUnsafe(),
                                    StandardCharsets.UTF_8))));
        }
        return objects;
    }

    /** Company by company, because S3Proxy goes through everything that begins so for each page. */
    private static Stream<String> keys(S3Client s3, String bucket) {
        var top = s3.listObjectsV2Paginator(request -> request.bucket(bucket).delimiter("/"));
        var ofCompanies = top.commonPrefixes().stream()
                .flatMap(company -> s3
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(company.prefix()))
                        .contents()
                        .stream());
        return Stream.concat(top.contents().stream(), ofCompanies).map(S3Object::key);
    }

    private static Map<String, Item> items(LocalService local) {
        var table = local.stack().tables().getFirst().name();
        var items = new ConcurrentHashMap<String, Item>();
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

    private static Item item(Map<String, AttributeValue> item) {
        return new Item(
                item.get("message_time").s(),
                item.get("message_s3_key").s(),
                Optional.ofNullable(item.get("body")).map(AttributeValue::s));
    }
}
