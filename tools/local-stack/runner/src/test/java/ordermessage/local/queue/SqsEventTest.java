package ordermessage.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import ordermessage.local.runtime.LambdaFunction;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

class SqsEventTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:queue";

    @Test
    void aMessageBecomesARecord() {
        var message = Message.builder()
                .messageId("id")
                .receiptHandle("handle")
                .body("{\"<ä>\": \"\\u2028\"}")
                .md5OfBody("digest")
                .attributesWithStrings(Map.of("ApproximateReceiveCount", "2"))
                .messageAttributes(Map.of(
                        "reason", attribute("String").stringValue("conflict").build()))
                .build();

        var event = SqsEvent.of(List.of(message), ARN, "us-east-1").getFirst();

        assertThat(JsonParser.parseString(event.json())).isEqualTo(JsonParser.parseString("""
                {"Records": [{
                  "messageId": "id",
                  "receiptHandle": "handle",
                  "body": "{\\"<ä>\\": \\"\\\\u2028\\"}",
                  "attributes": {"ApproximateReceiveCount": "2"},
                  "messageAttributes": {"reason":
                    {"stringValue": "conflict", "stringListValues": [], "binaryListValues": [], "dataType": "String"}},
                  "md5OfBody": "digest",
                  "eventSource": "aws:sqs",
                  "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:queue",
                  "awsRegion": "us-east-1"
                }]}"""));
    }

    @Test
    void aBinaryAttributeIsEncoded() {
        var value = attribute("Binary")
                .binaryValue(SdkBytes.fromUtf8String("hello"))
                .build();
        var message = Message.builder().messageAttributes(Map.of("x", value)).build();

        assertThat(SqsEvent.of(List.of(message), ARN, "us-east-1").getFirst().json())
                .contains("\"binaryValue\":\"aGVsbG8=\"");
    }

    @Test
    void withoutMessagesThereIsNoEvent() {
        assertThat(SqsEvent.of(List.of(), ARN, "us-east-1")).isEmpty();
    }

    @Test
    void tenLargeMessagesAreSplitIntoTwoEvents() {
        var large = Message.builder().body("x".repeat(1024 * 1024)).build();

        var events = SqsEvent.of(Collections.nCopies(10, large), ARN, "us-east-1");

        assertThat(events).extracting(event -> event.messages().size()).containsExactly(5, 5);
        assertThat(events).noneMatch(event -> LambdaFunction.isTooLarge(event.json()));
    }

    private static MessageAttributeValue.Builder attribute(String type) {
        return MessageAttributeValue.builder().dataType(type);
    }
}
