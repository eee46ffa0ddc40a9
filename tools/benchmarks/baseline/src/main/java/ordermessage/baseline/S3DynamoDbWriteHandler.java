package ordermessage.baseline;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The baseline of ProcessMessageFunction: writes one object and one item for each record of the event. It handles all
 * records concurrently. It counts the records and ignores their content.
 */
public final class S3DynamoDbWriteHandler implements RequestStreamHandler {
    private static final Pattern RECORD = Pattern.compile("\"messageId\"");

    private final S3Client s3 = S3Client.create();
    private final DynamoDbClient dynamoDb = DynamoDbClient.create();
    private final String bucket = System.getenv("BUCKET_NAME");
    private final String table = System.getenv("TABLE_NAME");

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        var records = RECORD.matcher(new String(event.readAllBytes(), StandardCharsets.UTF_8))
                .results()
                .count();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < records; i++) {
                threads.execute(this::writeSample);
            }
        }
        EmptyResponse.write(event, response);
    }

    private void writeSample() {
        var sample = SampleMessage.unique();
        var key = SampleMessage.COMPANY_ID + "/" + sample.messageId() + ".json";
        s3.putObject(
                request -> request.bucket(bucket)
                        .key(key)
                        .contentType("application/json")
                        .ifNoneMatch("*"),
                RequestBody.fromString(sample.text()));
        dynamoDb.putItem(request -> request.tableName(table)
                .conditionExpression("attribute_not_exists(message_id)")
                .item(item(sample, key)));
    }

    private static Map<String, AttributeValue> item(SampleMessage sample, String key) {
        return Map.ofEntries(
                entry("message_id", sample.messageId()),
                entry("company_id", SampleMessage.COMPANY_ID),
                entry("message_time", "2023-12-10T22:02:38Z"),
                entry("message_s3_key", key),
                entry("content_digest", "0".repeat(64)),
                entry("received_at", "2023-12-10T22:02:39Z"),
                entry("stored_at", "2023-12-10T22:02:40Z"),
                entry("list_shard", SampleMessage.COMPANY_ID + "#0"),
                entry("list_position", "2023-12-10T22:02:40.000000000Z#" + sample.messageId()),
                entry("order_id", "a929b88e-bc47-4f7d-9584-61c3c94ad2f2"),
                entry("body", sample.text()));
    }

    private static Map.Entry<String, AttributeValue> entry(String name, String value) {
        return Map.entry(name, AttributeValue.fromS(value));
    }
}
