package ordermessage.store;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonString;
import ordermessage.message.Message;
import ordermessage.snapstart.Understudy.Call;
import ordermessage.snapstart.Understudy.Reply;

/**
 * Plays S3 and DynamoDB with one object, the repository's sample message, and one item, the sample's. Every other time
 * they seem to be new when they are written, and the item to be without the message's text, as that of a long one is.
 */
public final class StoreUnderstudy implements Function<Call, Reply> {
    private static final String MESSAGE_ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";
    private static final String COMPANY_ID = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";

    private static final String OBJECT = """
            {
              "metadata": {
                "message_time": "2023-12-10T22:02:38Z",
                "company_id": "%s",
                "message_id": "%s"
              },
              "data": {
                "order_id": "a929b88e-bc47-4f7d-9584-61c3c94ad2f2",
                "order_time": "2023-12-10T22:00:00Z",
                "order_amount": 20
              }
            }
            """.formatted(COMPANY_ID, MESSAGE_ID);
    private static final String ITEM = """
            "Item":{"message_id":{"S":"%s"},"company_id":{"S":"%s"},"message_time":{"S":"2023-12-10T22:02:38Z"},\
            "message_s3_key":{"S":"%s/%s.json"},"content_digest":{"S":"%s"},\
            "received_at":{"S":"2023-12-10T22:02:39Z"},"stored_at":{"S":"2023-12-10T22:02:40Z"}%%s}""".formatted(
                    MESSAGE_ID,
                    COMPANY_ID,
                    COMPANY_ID,
                    MESSAGE_ID,
                    Message.read(OBJECT).digest().hex());
    private static final String BODY = ",\"body\":{\"S\":" + JsonText.write(new JsonString(OBJECT)) + "}";

    private static final Reply TAKEN = new Reply(412, "application/xml", """
            <Error><Code>PreconditionFailed</Code><Message>There is one.</Message></Error>""");
    private static final String CHECK_FAILED = """
            {"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"There is one.",""";

    private final AtomicInteger objectWrites = new AtomicInteger();
    private final AtomicInteger itemWrites = new AtomicInteger();
    private final AtomicInteger itemReads = new AtomicInteger();

    @Override
    public Reply apply(Call call) {
        var sample = call.line().contains(MESSAGE_ID) || call.body().contains(MESSAGE_ID);
        if (call.line().startsWith("PUT ")) {
            return sample && everyOther(objectWrites) ? TAKEN : new Reply(200, "application/xml", "");
        }
        if (call.line().startsWith("GET ")) {
            return new Reply(200, "application/json", OBJECT);
        }
        if (call.isOf("PutItem")) {
            return sample && everyOther(itemWrites)
                    ? Reply.json(400, CHECK_FAILED + ITEM.formatted(BODY) + "}")
                    : Reply.json("{}");
        }
        return Reply.json(sample ? "{" + ITEM.formatted(everyOther(itemReads) ? BODY : "") + "}" : "{}");
    }

    private static boolean everyOther(AtomicInteger times) {
        return times.getAndIncrement() % 2 == 0;
    }
}
