package ordermessage.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ordermessage.aws.SdkClients;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.snapstart.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Tests the answers of DynamoDB that no engine of one machine gives. The acceptance tests cover the others. */
class DynamoDbStoredContentsTest {
    private static final MessageKey STORED = key(1);
    private static final MessageKey NEW = key(2);
    private static final MessageKey LEFT_OUT = key(3);
    private static final ContentDigest DIGEST = new ContentDigest("0".repeat(64));
    private static final Pattern MESSAGE_ID = Pattern.compile("\"message_id\":\\{\"S\"");

    private final List<String> requests = new ArrayList<>();
    private int status = 200;

    private final FakeAws server = new FakeAws(this::answer);
    private final DynamoDbStoredContents contents = new DynamoDbStoredContents(
            new SdkClients(new SdkClients.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                    .build(DynamoDbClient.builder().region(Region.of("local")).endpointOverride(server.address())),
            "table");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void severalKeysAreReadWithOneCall() {
        var read = contents.readAll(List.of(STORED, NEW));

        assertThat(read.find(STORED)).contains(DIGEST);
        assertThat(read.find(NEW)).isEmpty();
        assertThat(requests).containsExactly("BatchGetItem 2");
    }

    @Test
    void aKeyThatDynamoDbLeftOutIsReadAgain() {
        var read = contents.readAll(List.of(STORED, LEFT_OUT));

        assertThat(read.find(LEFT_OUT)).contains(DIGEST);
        assertThat(read.find(STORED)).contains(DIGEST);
        assertThat(requests).containsExactly("BatchGetItem 2", "GetItem 1");
    }

    /** DynamoDB refuses a call that has a key twice. */
    @Test
    void aKeyIsAskedForOnce() {
        contents.readAll(List.of(NEW, STORED, NEW));

        assertThat(requests).containsExactly("BatchGetItem 2");
    }

    /** DynamoDB refuses a call that has more keys. */
    @Test
    void aCallHasAtMost100Keys() {
        var keys = IntStream.range(10, 240)
                .mapToObj(DynamoDbStoredContentsTest::key)
                .toList();

        contents.readAll(keys);

        assertThat(requests).containsExactly("BatchGetItem 100", "BatchGetItem 100", "BatchGetItem 30");
    }

    @Test
    void withoutKeysThereIsNoCall() {
        contents.readAll(List.of());

        assertThat(requests).isEmpty();
    }

    @Test
    void ifTheCallFailsEachKeyIsUnknownAndNotFree() {
        status = 400;

        var read = contents.readAll(List.of(STORED, NEW));

        assertThat(Stream.of(STORED, NEW))
                .allSatisfy(key ->
                        assertThatThrownBy(() -> read.find(key)).isInstanceOf(StorageUnavailableException.class));
        assertThat(requests).containsExactly("BatchGetItem 2");
    }

    private static MessageKey key(int number) {
        return new MessageKey(
                new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb"),
                new Uuid("fc0daad3-4f10-4d15-b8c6-%012d".formatted(number)));
    }

    private FakeAws.Reply answer(FakeAws.Call call) {
        var batch = call.isOf("BatchGetItem");
        requests.add((batch ? "BatchGetItem " : "GetItem ")
                + MESSAGE_ID.matcher(call.body()).results().count());
        if (status != 200) {
            return FakeAws.Reply.json(status, "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\"}");
        }
        return FakeAws.Reply.json(
                batch
                        ? "{\"Responses\":{\"table\":[%s]},\"UnprocessedKeys\":{%s}}"
                                .formatted(
                                        asked(call, STORED) ? item(STORED) : "", asked(call, LEFT_OUT) ? leftOut() : "")
                        : "{\"Item\":%s}".formatted(item(LEFT_OUT)));
    }

    private static boolean asked(FakeAws.Call call, MessageKey key) {
        return call.body().contains(key.messageId().value());
    }

    private static String leftOut() {
        return "\"table\":{\"Keys\":[{%s}],\"ProjectionExpression\":\"message_id\"}".formatted(keyOf(LEFT_OUT));
    }

    private static String item(MessageKey key) {
        return "{%s,\"content_digest\":{\"S\":\"%s\"}}".formatted(keyOf(key), DIGEST.hex());
    }

    private static String keyOf(MessageKey key) {
        return "\"message_id\":{\"S\":\"%s\"},\"company_id\":{\"S\":\"%s\"}"
                .formatted(key.messageId().value(), key.companyId().value());
    }
}
