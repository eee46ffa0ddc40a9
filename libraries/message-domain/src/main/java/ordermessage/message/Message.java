package ordermessage.message;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;

/**
 * One order message, read but not changed.
 *
 * @param text the document exactly as it was posted
 * @param messageTime as sent; an RFC 3339 date-time when it came in through the API
 * @param orderId {@code data.order_id} as text, where it is a string or number of at most 1,024 characters that UTF-8
 *     can write
 */
public record Message(String text, MessageKey key, String messageTime, Optional<String> orderId, ContentDigest digest) {
    private static final int LONGEST_ORDER_ID = 1_024;

    /**
     * @throws ordermessage.json.MalformedJson when the text is no JSON document
     * @throws InvalidMessage when it lacks what storing it needs
     */
    public static Message read(String text) {
        var document = JsonText.parse(text);
        var errors = MessageShape.storageErrors(document);
        if (!errors.isEmpty()) {
            throw new InvalidMessage(errors);
        }
        return of(text, (JsonObject) document);
    }

    /** Whether both say the same: equal JSON values, in whatever white space and order of members. */
    public boolean saysTheSameAs(Message other) {
        return digest.equals(other.digest);
    }

    private static Message of(String text, JsonObject document) {
        var metadata = document.object("metadata").orElseThrow();
        return new Message(
                text,
                keyOf(metadata),
                metadata.string("message_time").orElseThrow(),
                orderIdOf(document.object("data").orElseThrow()),
                ContentDigest.of(document));
    }

    private static MessageKey keyOf(JsonObject metadata) {
        return new MessageKey(uuid(metadata, "company_id"), uuid(metadata, "message_id"));
    }

    private static Uuid uuid(JsonObject metadata, String name) {
        return new Uuid(metadata.string(name).orElseThrow());
    }

    private static Optional<String> orderIdOf(JsonObject data) {
        return data.member("order_id").map(Message::scalarText).filter(Message::isIndexable);
    }

    /** A lone surrogate has no UTF-8 form, and a store would put something else in its place. */
    private static boolean isIndexable(String orderId) {
        return orderId.length() <= LONGEST_ORDER_ID
                && StandardCharsets.UTF_8.newEncoder().canEncode(orderId);
    }

    private static String scalarText(JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> text;
            case JsonNumber(var digits) -> digits;
            default -> null;
        };
    }
}
