package ordermessage.adapters;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.ListPosition;
import ordermessage.ports.ListedMessage;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts index entries to items of the table and back. The names of the attributes are defined here only. */
public final class IndexItem {
    /** The partition key of the table. */
    public static final String MESSAGE_ID = "message_id";

    /** The sort key of the table. */
    public static final String COMPANY_ID = "company_id";

    static final String DIGEST = "content_digest";

    /** The projection expression of an item's key and digest. */
    static final String KEY_AND_DIGEST = String.join(",", MESSAGE_ID, COMPANY_ID, DIGEST);

    /** The keys of the secondary index that lists the messages of a company: see {@link ListShard}. */
    public static final String LIST_SHARD = "list_shard";

    public static final String LIST_POSITION = "list_position";

    /** The text of the message, if it is in the table. */
    public static final String BODY = "body";

    private static final String MESSAGE_TIME = "message_time";
    private static final String ARCHIVE_KEY = "message_s3_key";
    private static final String RECEIVED_AT = "received_at";
    private static final String STORED_AT = "stored_at";
    private static final String ORDER_ID = "order_id";

    /** The attributes that follow from the message and from the time at which its entry was made. */
    public static final List<String> OF_MESSAGE =
            List.of(MESSAGE_TIME, ARCHIVE_KEY, ORDER_ID, BODY, LIST_SHARD, LIST_POSITION);

    private IndexItem() {}

    /** Returns the key of a message's item. */
    public static Map<String, AttributeValue> key(MessageKey key) {
        return Map.of(
                MESSAGE_ID, string(key.messageId().value()),
                COMPANY_ID, string(key.companyId().value()));
    }

    /** Returns the key of an item, as {@link #key} makes it. */
    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(MESSAGE_ID, item.get(MESSAGE_ID), COMPANY_ID, item.get(COMPANY_ID));
    }

    /** Returns the digest of an item; empty if there is no item. */
    static Optional<ContentDigest> digest(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(DIGEST)).map(AttributeValue::s).map(ContentDigest::new);
    }

    /** Returns the item of an entry. */
    public static Map<String, AttributeValue> of(IndexEntry entry) {
        var item = new HashMap<>(key(entry.key()));
        item.put(MESSAGE_TIME, string(entry.messageTime()));
        item.put(ARCHIVE_KEY, string(entry.archiveKey()));
        item.put(DIGEST, string(entry.digest().hex()));
        item.put(RECEIVED_AT, string(entry.receivedAt().toString()));
        item.put(STORED_AT, string(entry.storedAt().toString()));
        item.put(LIST_SHARD, string(ListShard.of(entry.key()).value()));
        item.put(
                LIST_POSITION,
                string(ListPosition.of(entry.storedAt(), entry.key().messageId())
                        .text()));
        entry.orderId().ifPresent(id -> item.put(ORDER_ID, string(id)));
        entry.body().ifPresent(body -> item.put(BODY, string(body)));
        return item;
    }

    /**
     * Returns the entry of an item.
     *
     * @throws UnreadableItemException when the item is not one that {@link #of} makes
     */
    public static IndexEntry read(Map<String, AttributeValue> item) {
        return new IndexEntry(
                new MessageKey(required(item, COMPANY_ID, Uuid::new), required(item, MESSAGE_ID, Uuid::new)),
                required(item, MESSAGE_TIME, text -> text),
                required(item, ARCHIVE_KEY, text -> text),
                required(item, DIGEST, ContentDigest::new),
                required(item, RECEIVED_AT, Instant::parse),
                required(item, STORED_AT, Instant::parse),
                Optional.ofNullable(item.get(ORDER_ID)).map(AttributeValue::s),
                Optional.ofNullable(item.get(BODY)).map(AttributeValue::s));
    }

    /**
     * Reads an item of the secondary index, which has only some of the attributes.
     *
     * @throws UnreadableItemException when the item is not one that {@link #of} makes
     */
    static ListedMessage readListed(Map<String, AttributeValue> item) {
        return new ListedMessage(
                required(item, MESSAGE_ID, Uuid::new),
                required(item, MESSAGE_TIME, text -> text),
                required(item, LIST_POSITION, ListPosition::new),
                Optional.ofNullable(item.get(ORDER_ID)).map(AttributeValue::s));
    }

    /** Returns the text of the position of an item of the secondary index. The order of positions is the order of their texts. */
    static String listPosition(Map<String, AttributeValue> item) {
        return item.get(LIST_POSITION).s();
    }

    private static <T> T required(Map<String, AttributeValue> item, String name, Function<String, T> reader) {
        try {
            return Optional.ofNullable(item.get(name))
                    .map(AttributeValue::s)
                    .map(reader)
                    .orElseThrow(() -> new UnreadableItemException(name));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new UnreadableItemException(name);
        }
    }

    static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }
}
