package ordermessage.bench.measure;

import java.util.Map;
import java.util.UUID;
import ordermessage.bench.stack.BenchStack;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Makes the SDK calls that every message needs on its way from the queue to a reader, one call at a time. */
public final class BareSdkCalls {
    private static final int CALLS = 200;

    private final BenchStack stack;
    private final SampleEvents events;

    public BareSdkCalls(BenchStack stack, SampleEvents events) {
        this.stack = stack;
        this.events = events;
    }

    /** Measures each call and returns the sum of the medians of receive, put object, put item and get item, in milliseconds. */
    public double sumOfMedians() {
        return receive() + putObject() + putItem() + getItem();
    }

    private double receive() {
        var sqs = stack.clients().sqs();
        var queueUrl = stack.local().queueUrl("Queue");
        return median(() -> {
            sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(events.message()));
            var start = System.nanoTime();
            var message = sqs.receiveMessage(
                            request -> request.queueUrl(queueUrl).maxNumberOfMessages(1))
                    .messages()
                    .getFirst();
            var elapsed = System.nanoTime() - start;
            sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            return elapsed;
        });
    }

    private double putObject() {
        var s3 = stack.clients().s3();
        var bucket = stack.local().stack().buckets().getFirst().name();
        return median(() -> {
            var id = UUID.randomUUID().toString();
            var start = System.nanoTime();
            s3.putObject(
                    request -> request.bucket(bucket).key("bare/" + id + ".json"),
                    RequestBody.fromString(events.message(id)));
            return System.nanoTime() - start;
        });
    }

    private double putItem() {
        var dynamoDb = stack.clients().dynamoDb();
        var table = table();
        return median(() -> {
            var item = Map.of(
                    "message_id", AttributeValue.fromS(UUID.randomUUID().toString()),
                    "company_id", AttributeValue.fromS(SampleEvents.COMPANY_ID),
                    "body", AttributeValue.fromS(events.message()));
            var start = System.nanoTime();
            dynamoDb.putItem(request -> request.tableName(table).item(item));
            return System.nanoTime() - start;
        });
    }

    private double getItem() {
        var dynamoDb = stack.clients().dynamoDb();
        var table = table();
        return median(() -> {
            var key = Map.of(
                    "message_id", AttributeValue.fromS(SampleEvents.STORED_MESSAGE_ID),
                    "company_id", AttributeValue.fromS(SampleEvents.COMPANY_ID));
            var start = System.nanoTime();
            dynamoDb.getItem(request -> request.tableName(table).key(key));
            return System.nanoTime() - start;
        });
    }

    private String table() {
        return stack.local().stack().tables().getFirst().name();
    }

    @FunctionalInterface
    private interface TimedCall {
        /** Makes the call and returns its duration in nanoseconds. */
        long nanoseconds();
    }

    private static double median(TimedCall call) {
        var nanoseconds = new long[CALLS];
        for (var i = 0; i < CALLS; i++) {
            nanoseconds[i] = call.nanoseconds();
        }
        return new LatencySamples(nanoseconds).percentile(0.5);
    }
}
