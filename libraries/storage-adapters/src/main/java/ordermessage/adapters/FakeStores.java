package ordermessage.adapters;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.Message;
import ordermessage.snapstart.FakeAws.Call;
import ordermessage.snapstart.FakeAws.Reply;
import ordermessage.snapstart.Priming;

/**
 * Fakes S3 and DynamoDB for priming. They hold one object and one item: the repository's sample message. Every second write
 * finds the key free, and every second read gets the item without the text of the message, as for a long message. Queries find
 * none to twelve messages. So priming runs all ways.
 */
public final class FakeStores implements Function<Call, Reply> {
    private static final Message SAMPLE =
            Message.read(new String(Priming.event("sample-message.json"), StandardCharsets.UTF_8));
    private static final String MESSAGE_ID = SAMPLE.key().messageId().value();
    private static final String ITEM = """
            {"message_id":{"S":"%s"},"company_id":{"S":"%s"},"message_time":{"S":"%s"},"message_s3_key":{"S":"%s"},\
            "content_digest":{"S":"%s"},"received_at":{"S":"2023-12-10T22:02:39Z"},\
            "stored_at":{"S":"2023-12-10T22:02:40Z"}%%s}""".formatted(
                    MESSAGE_ID,
                    SAMPLE.key().companyId().value(),
                    SAMPLE.messageTime(),
                    SAMPLE.key().archiveKey(),
                    SAMPLE.digest().hex());
    private static final String BODY = ",\"body\":{\"S\":" + JsonText.write(new JsonString(SAMPLE.text())) + "}";

    private static final String LISTED =
            """
            {"company_id":{"S":"%1$s"},"message_id":{"S":"%2$s"},"message_time":{"S":"%3$s"},"order_id":{"S":"1"},\
            "list_shard":{"S":"%1$s#0"},"list_position":{"S":"2023-12-10T22:02:%%02d.000000000Z#%2$s"}}""".formatted(SAMPLE.key().companyId().value(), MESSAGE_ID, SAMPLE.messageTime());
    private static final String END = ",\"LastEvaluatedKey\":{\"message_id\":{\"S\":\"" + MESSAGE_ID + "\"}}";

    /** A full page of the list has about twelve messages of each shard. */
    private static final int MAX_MESSAGES = 12;

    private static final List<Reply> PAGES =
            IntStream.rangeClosed(0, MAX_MESSAGES).mapToObj(FakeStores::page).toList();

    private static final Reply TAKEN = new Reply(412, "application/xml", """
            <Error><Code>PreconditionFailed</Code><Message>It exists.</Message></Error>""");
    private static final String CHECK_FAILED = """
            {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"It exists.",""";

    private final AtomicInteger objectWrites = new AtomicInteger();
    private final AtomicInteger itemWrites = new AtomicInteger();
    private final AtomicInteger itemReads = new AtomicInteger();
    private final AtomicInteger queries = new AtomicInteger();

    @Override
    public Reply apply(Call call) {
        var sample = call.line().contains(MESSAGE_ID) || call.body().contains(MESSAGE_ID);
        if (call.line().startsWith("PUT ")) {
            return sample && everyOther(objectWrites) ? TAKEN : new Reply(200, "application/xml", "");
        }
        if (call.line().startsWith("GET ")) {
            return new Reply(200, "application/json", SAMPLE.text());
        }
        if (call.isOf("PutItem")) {
            return sample && everyOther(itemWrites)
                    ? Reply.json(400, CHECK_FAILED + "\"Item\":" + ITEM.formatted(BODY) + "}")
                    : Reply.json("{}");
        }
        if (call.isOf("Query")) {
            return PAGES.get(Math.floorMod(queries.getAndIncrement(), PAGES.size()));
        }
        if (call.isOf("BatchGetItem")) {
            return Reply.json("{\"Responses\":{\"table\":[%s]},\"UnprocessedKeys\":{}}"
                    .formatted(sample ? ITEM.formatted("") : ""));
        }
        return Reply.json(sample ? "{\"Item\":" + ITEM.formatted(everyOther(itemReads) ? BODY : "") + "}" : "{}");
    }

    /** Every second page is not the last one of its shard. */
    private static Reply page(int messages) {
        var items = IntStream.range(MAX_MESSAGES - messages, MAX_MESSAGES)
                .mapToObj(LISTED::formatted)
                .collect(Collectors.joining(","));
        return Reply.json("{\"Items\":[%1$s],\"Count\":%2$d,\"ScannedCount\":%2$d%3$s}"
                .formatted(items, messages, messages % 2 == 0 ? "" : END));
    }

    private static boolean everyOther(AtomicInteger times) {
        return times.getAndIncrement() % 2 == 0;
    }
}
