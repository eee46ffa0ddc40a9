package ordermessage.bench;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The calls that a message cannot do without on its way from the queue to a reader, each by itself. */
record BareCalls(BenchStack stage, Events events) {
    private static final int CALLS = 200;

    /** The sum of the medians of receive, put object, put item and get item, in milliseconds. */
    double onTheWay() {
        var clients = stage.clients();
        var queueUrl = stage.local().queueUrl("Queue");
        var bucket = stage.local().stack().buckets().getFirst().name();
        var table = stage.local().stack().tables().getFirst().name();
        var receive = median(() -> {
            clients.sqs().sendMessage(request -> request.queueUrl(queueUrl).messageBody(events.message()));
            var begun = System.nanoTime();
            var message = clients.sqs()
                    .receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(1))
                    .messages()
                    .getFirst();
            var took = System.nanoTime() - begun;
            clients.sqs().deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
            return took;
        });
        var putObject = median(() -> {
            var id = UUID.randomUUID().toString();
            var begun = System.nanoTime();
            clients.s3()
                    .putObject(
                            request -> request.bucket(bucket).key("bare/" + id + ".json"),
                            RequestBody.fromString(events.message(id)));
            return System.nanoTime() - begun;
        });
        var putItem = median(() -> {
            var item = Map.of(
                    "message_id", AttributeValue.fromS(UUID.randomUUID().toString()),
                    "company_id", AttributeValue.fromS(Events.COMPANY_ID),
                    "body", AttributeValue.fromS(events.message()));
            var begun = System.nanoTime();
            clients.dynamoDb().putItem(request -> request.tableName(table).item(item));
            return System.nanoTime() - begun;
        });
        var getItem = median(() -> {
            var key = Map.of(
                    "message_id", AttributeValue.fromS(Events.STORED_ID),
                    "company_id", AttributeValue.fromS(Events.COMPANY_ID));
            var begun = System.nanoTime();
            clients.dynamoDb().getItem(request -> request.tableName(table).key(key));
            return System.nanoTime() - begun;
        });
        return receive + putObject + putItem + getItem;
    }

    @FunctionalInterface
    private interface TimedCall {
        long nanoseconds();
    }

    private static double median(TimedCall call) {
        var nanoseconds = new long[CALLS];
        for (var number = 0; number < CALLS; number++) {
            nanoseconds[number] = call.nanoseconds();
        }
        return new Samples(nanoseconds).percentile(0.5);
    }
}
