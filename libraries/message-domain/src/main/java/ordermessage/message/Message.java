package ordermessage.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;
import ordermessage.json.JsonValue.JsonNumber;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.json.JsonValue.JsonString;

/**
 * An order message, read but not changed.
 *
 * @param text the document exactly as it was posted
 * @param messageTime the time in the metadata, as sent; an RFC 3339 date-time when the message came through the API
 * @param orderId {@code data.order_id} as text, if it is a string or number of at most 1,024 characters that UTF-8 can
 *     encode
 */
public record Message(String text, MessageKey key, String messageTime, Optional<String> orderId, ContentDigest digest) {
    private static final int MAX_ORDER_ID = 1_024;

    /**
     * Reads a message.
     *
     * @throws ordermessage.json.MalformedJsonException when the text is not a JSON document
     * @throws InvalidMessageException when it lacks what storing it needs
     */
    public static Message read(String text) {
        var document = JsonText.parse(text);
        return switch (Blocks.of(document)) {
            case Blocks.Complete(var blocks) -> of(text, document, blocks);
            case Blocks.Incomplete(var errors, var metadata) -> {
                var all = new ArrayList<>(errors);
                if (metadata != null) {
                    all.addAll(StorableMetadata.errors(metadata));
                }
                throw new InvalidMessageException(all);
            }
        };
    }

    /** Returns whether both have the same content: equal JSON values. White space and the order of members do not count. */
    public boolean hasSameContentAs(Message other) {
        return digest.equals(other.digest);
    }

    private static Message of(String text, JsonValue document, Blocks blocks) {
        var metadata = StorableMetadata.of(blocks.metadata());
        return new Message(
                text, metadata.key(), metadata.messageTime(), orderIdOf(blocks.data()), ContentDigest.of(document));
    }

    private static Optional<String> orderIdOf(JsonObject data) {
        return data.member("order_id").flatMap(Message::scalarText).filter(Message::isIndexable);
    }

    /** A lone surrogate has no UTF-8 form. A store would put another character in its place. */
    private static boolean isIndexable(String orderId) {
        return orderId.length() <= MAX_ORDER_ID
                && StandardCharsets.UTF_8.newEncoder().canEncode(orderId);
    }

    private static Optional<String> scalarText(JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> Optional.of(text);
            case JsonNumber(var digits) -> Optional.of(digits);
            default -> Optional.empty();
        };
    }
}
