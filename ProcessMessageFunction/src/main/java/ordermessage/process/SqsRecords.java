package ordermessage.process;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import ordermessage.queue.DeadLetterAttributes;
import ordermessage.queue.QueueBody;

/** Decodes the records of an SQS event. */
final class SqsRecords {
    private SqsRecords() {}

    static QueuedMessage decode(SQSEvent.SQSMessage record) {
        var body =
                new QueueBody(Optional.ofNullable(record.getBody()).orElse(""), attribute(record, QueueBody.ENCODING));
        return new QueuedMessage(
                record.getMessageId(), body, receivedAt(record), systemAttribute(record, "MessageGroupId"));
    }

    /** A redriven message has the time of its first arrival in an attribute; for all others, SQS has it. */
    private static Instant receivedAt(SQSEvent.SQSMessage record) {
        return attribute(record, DeadLetterAttributes.RECEIVED_AT)
                .flatMap(SqsRecords::instant)
                .orElseGet(() -> sentAt(record));
    }

    private static Instant sentAt(SQSEvent.SQSMessage record) {
        return systemAttribute(record, "SentTimestamp")
                .map(milliseconds -> Instant.ofEpochMilli(Long.parseLong(milliseconds)))
                .orElseGet(Instant::now);
    }

    private static Optional<String> systemAttribute(SQSEvent.SQSMessage record, String name) {
        return Optional.ofNullable(record.getAttributes()).map(attributes -> attributes.get(name));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> attribute(SQSEvent.SQSMessage record, String name) {
        return Optional.ofNullable(record.getMessageAttributes()).orElse(Map.of()).entrySet().stream()
                .filter(attribute -> attribute.getKey().equals(name))
                .findFirst()
                .map(Map.Entry::getValue)
                .map(MessageAttribute::getStringValue);
    }
}
