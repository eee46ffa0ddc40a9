package ordermessage.deadletters;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.MalformedJsonException;
import ordermessage.queue.DeadLetterAttributes;
import ordermessage.queue.QueueBody;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads dead letters from SQS messages for the operator's commands. Nothing in a message keeps it from being read. */
final class DeadLetterReader {
    private static final JsonObject NO_METADATA = new JsonObject(Map.of());

    private DeadLetterReader() {}

    static DeadLetter read(Message message) {
        var attributes = attributes(message);
        var metadata = metadata(message, attributes);
        var wasMoved = wasMovedBySqs(message) || !attributes.containsKey(DeadLetterAttributes.REASON);
        return new DeadLetter(
                message.messageId(),
                wasMoved ? DeadLetter.TOO_MANY_RECEIVES : attributes.get(DeadLetterAttributes.REASON),
                wasMoved ? "" : attributes.getOrDefault(DeadLetterAttributes.DETAIL, ""),
                id(DeadLetterAttributes.COMPANY_ID, attributes, metadata),
                id(DeadLetterAttributes.MESSAGE_ID, attributes, metadata),
                Optional.ofNullable(attributes.get(DeadLetterAttributes.RECEIVED_AT))
                        .flatMap(DeadLetterReader::instant)
                        .orElse(sentAt(message)),
                sentAt(message),
                message.body(),
                attributes);
    }

    private static Map<String, String> attributes(Message message) {
        var attributes = new HashMap<String, String>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        return attributes;
    }

    /** SQS marks the messages that it moves. Such a message can still have the reason of an earlier time. */
    private static boolean wasMovedBySqs(Message message) {
        return message.attributes().containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    }

    /** Returns an id of the attributes or, if it is not there, of the message's metadata block; empty if neither has it. */
    private static String id(String name, Map<String, String> attributes, JsonObject metadata) {
        return Optional.ofNullable(attributes.get(name))
                .or(() -> metadata.string(name))
                .orElse("");
    }

    /**
     * Returns the metadata block of the message, which has the ids that a message moved by SQS has nowhere else. It is empty if
     * the message has none.
     */
    private static JsonObject metadata(Message message, Map<String, String> attributes) {
        try {
            var body = new QueueBody(message.body(), Optional.ofNullable(attributes.get(QueueBody.ENCODING)));
            return JsonText.parse(body.text()) instanceof JsonObject document
                    ? document.object("metadata").orElse(NO_METADATA)
                    : NO_METADATA;
        } catch (MalformedJsonException e) {
            return NO_METADATA;
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant sentAt(Message message) {
        var millis = message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
