package ordermessage.acceptance;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * A handler in the place of a function's own, with the function's libraries, variables and role. It makes the call that the
 * event names, and returns {@code sent} or the error that AWS answers.
 */
public final class SdkProbe implements RequestStreamHandler {
    private static final Map<String, AttributeValue> KEY =
            Map.of("message_id", AttributeValue.fromS("probe"), "company_id", AttributeValue.fromS("probe"));

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var call = new String(input.readAllBytes(), StandardCharsets.UTF_8).replace("\"", "");
        output.write(("\"" + outcome(call) + "\"").getBytes(StandardCharsets.UTF_8));
    }

    private static String outcome(String call) {
        try {
            make(call);
            return "sent";
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        }
    }

    private static void make(String call) {
        switch (call) {
            case "WarmUp" ->
                Stream.of(DynamoDbClient.class, S3Client.class, SqsClient.class).forEach(SdkWarmUp::warmUp);
            case "GetItem", "BatchGetItem", "PutItem", "DeleteItem", "Query", "QueryIndex", "Scan", "ListTables" ->
                makeOfTable(call);
            case "GetObject", "PutObject", "DeleteObject", "ListObjects" -> makeOfBucket(call);
            default -> makeOfQueue(call);
        }
    }

    private static void makeOfTable(String call) {
        var table = System.getenv("TABLE_NAME");
        try (var dynamoDb = DynamoDbClient.create()) {
            switch (call) {
                case "GetItem" ->
                    dynamoDb.getItem(request -> request.tableName(table).key(KEY));
                case "BatchGetItem" ->
                    dynamoDb.batchGetItem(request -> request.requestItems(Map.of(
                            table,
                            KeysAndAttributes.builder().keys(List.of(KEY)).build())));
                case "PutItem" ->
                    dynamoDb.putItem(request -> request.tableName(table).item(KEY));
                case "DeleteItem" ->
                    dynamoDb.deleteItem(request -> request.tableName(table).key(KEY));
                case "Scan" -> dynamoDb.scan(request -> request.tableName(table));
                case "ListTables" -> dynamoDb.listTables();
                default ->
                    dynamoDb.query(request -> request.tableName(table)
                            .indexName(call.equals("QueryIndex") ? "MessageList" : null)
                            .keyConditionExpression(call.equals("QueryIndex") ? "list_shard = :id" : "message_id = :id")
                            .expressionAttributeValues(Map.of(":id", AttributeValue.fromS("probe"))));
            }
        }
    }

    private static void makeOfBucket(String call) {
        var bucket = System.getenv("BUCKET_NAME");
        try (var s3 = S3Client.builder().forcePathStyle(true).build()) {
            switch (call) {
                case "GetObject" ->
                    s3.getObjectAsBytes(request -> request.bucket(bucket).key("probe"));
                case "PutObject" ->
                    s3.putObject(request -> request.bucket(bucket).key("probe"), RequestBody.empty());
                case "DeleteObject" ->
                    s3.deleteObject(request -> request.bucket(bucket).key("probe"));
                default -> s3.listObjectsV2(request -> request.bucket(bucket));
            }
        }
    }

    private static void makeOfQueue(String call) {
        try (var sqs = SqsClient.create()) {
            switch (call) {
                case "SendMessage" ->
                    sqs.sendMessage(request ->
                            request.queueUrl(System.getenv("QUEUE_URL")).messageBody("probe"));
                case "PurgeQueue" -> sqs.purgeQueue(request -> request.queueUrl(System.getenv("QUEUE_URL")));
                case "ReceiveDeadLetter" ->
                    sqs.receiveMessage(request -> request.queueUrl(System.getenv("DEAD_LETTER_QUEUE_URL")));
                default -> throw new IllegalArgumentException(call);
            }
        }
    }
}
