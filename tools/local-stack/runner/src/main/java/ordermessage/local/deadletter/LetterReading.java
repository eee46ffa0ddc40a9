package ordermessage.local.deadletter;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Makes a dead letter of what SQS delivers. */
final class LetterReading {
    private LetterReading() {}

    static DeadLetter of(Message message) {
        return new DeadLetter(
                message.messageId(),
                reason(message),
                wasMoved(message) ? "" : attribute(message, "detail").orElse(""),
                attribute(message, "company_id").or(() -> metadata(message, "company_id")),
                attribute(message, "message_id").or(() -> metadata(message, "message_id")),
                attribute(message, "received_at").map(Instant::parse).orElseGet(() -> sentAt(message)),
                message.body());
    }

    private static String reason(Message message) {
        return wasMoved(message)
                ? DeadLetter.TOO_MANY_RECEIVES
                : attribute(message, "reason").orElse(DeadLetter.TOO_MANY_RECEIVES);
    }

    /** SQS marks what it moves itself. One that was sent back before still has the reason of that time. */
    private static boolean wasMoved(Message message) {
        return message.attributes().containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    }

    private static Instant sentAt(Message message) {
        return Instant.ofEpochMilli(
                Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
    }

    private static Optional<String> attribute(Message message, String name) {
        return Optional.ofNullable(message.messageAttributes().get(name)).map(MessageAttributeValue::stringValue);
    }

    /** A message that the queue moved carries nothing but its body. */
    private static Optional<String> metadata(Message message, String name) {
        try {
            return JsonParser.parseString(text(message)) instanceof JsonObject document
                            && document.get("metadata") instanceof JsonObject metadata
                            && metadata.get(name) instanceof JsonPrimitive id
                            && id.isString()
                    ? Optional.of(id.getAsString())
                    : Optional.empty();
        } catch (JsonParseException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static String text(Message message) {
        return attribute(message, "content_encoding").isEmpty()
                ? message.body()
                : new String(Base64.getDecoder().decode(message.body()), StandardCharsets.UTF_8);
    }
}
