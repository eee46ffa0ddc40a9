package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Instant;
import java.util.Map;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;

class SqsRecordsTest {

    @Test
    void aRecordHasTheTimeAtWhichSqsReceivedIt() {
        assertThat(SqsRecords.decode(record()).receivedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
    }

    @Test
    void aRedrivenRecordKeepsTheTimeOfItsFirstArrival() {
        var record = record();
        record.setMessageAttributes(Map.of("received_at", text("2026-11-20T08:00:00Z")));
        assertThat(SqsRecords.decode(record).receivedAt()).isEqualTo(Instant.parse("2026-11-20T08:00:00Z"));
    }

    @Test
    void anAttributeThatIsNotATimeIsIgnored() {
        var record = record();
        record.setMessageAttributes(Map.of("received_at", text("yesterday")));
        assertThat(SqsRecords.decode(record).receivedAt()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
    }

    @Test
    void theEncodingIsTakenFromItsAttribute() {
        var record = record();
        record.setBody("e30=");
        record.setMessageAttributes(Map.of(QueueBody.ENCODING, text("base64")));
        assertThat(SqsRecords.decode(record).body().text()).isEqualTo("{}");
    }

    @Test
    void theMessageGroupIsTakenFromTheRecord() {
        var record = record();
        record.setAttributes(Map.of("SentTimestamp", "1795428000123", "MessageGroupId", "company"));
        assertThat(SqsRecords.decode(record).group()).contains("company");
        assertThat(SqsRecords.decode(record()).group()).isEmpty();
    }

    @Test
    void aRecordWithoutBodyIsAnEmptyOne() {
        var record = record();
        record.setBody(null);
        assertThat(SqsRecords.decode(record).body().text()).isEmpty();
    }

    private static SQSMessage record() {
        var record = new SQSMessage();
        record.setMessageId("r-1");
        record.setBody("{}");
        record.setAttributes(Map.of("SentTimestamp", "1795428000123"));
        return record;
    }

    private static MessageAttribute text(String value) {
        var attribute = new MessageAttribute();
        attribute.setDataType("String");
        attribute.setStringValue(value);
        return attribute;
    }
}
