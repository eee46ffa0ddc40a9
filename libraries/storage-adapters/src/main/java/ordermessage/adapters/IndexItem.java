package ordermessage.adapters;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Converts index entries to items of the table and back. The names of the attributes are defined here only. */
final class IndexItem {
    static final String MESSAGE_ID = "message_id";
    static final String COMPANY_ID = "company_id";

    private static final String MESSAGE_TIME = "message_time";
    private static final String ARCHIVE_KEY = "message_s3_key";
    private static final String DIGEST = "content_digest";
    private static final String RECEIVED_AT = "received_at";
    private static final String STORED_AT = "stored_at";
    private static final String ORDER_ID = "order_id";
    private static final String BODY = "body";

    private IndexItem() {}

    static Map<String, AttributeValue> key(MessageKey key) {
        return Map.of(
                MESSAGE_ID, string(key.messageId().value()),
                COMPANY_ID, string(key.companyId().value()));
    }

    static Map<String, AttributeValue> of(IndexEntry entry) {
        var item = new HashMap<>(key(entry.key()));
        item.put(MESSAGE_TIME, string(entry.messageTime()));
        item.put(ARCHIVE_KEY, string(entry.archiveKey()));
        item.put(DIGEST, string(entry.digest().hex()));
        item.put(RECEIVED_AT, string(entry.receivedAt().toString()));
        item.put(STORED_AT, string(entry.storedAt().toString()));
        entry.orderId().ifPresent(id -> item.put(ORDER_ID, string(id)));
        entry.body().ifPresent(body -> item.put(BODY, string(body)));
        return item;
    }

    static IndexEntry read(Map<String, AttributeValue> item) {
        return new IndexEntry(
                new MessageKey(
                        new Uuid(item.get(COMPANY_ID).s()),
                        new Uuid(item.get(MESSAGE_ID).s())),
                item.get(MESSAGE_TIME).s(),
                item.get(ARCHIVE_KEY).s(),
                new ContentDigest(item.get(DIGEST).s()),
                Instant.parse(item.get(RECEIVED_AT).s()),
                Instant.parse(item.get(STORED_AT).s()),
                Optional.ofNullable(item.get(ORDER_ID)).map(AttributeValue::s),
                Optional.ofNullable(item.get(BODY)).map(AttributeValue::s));
    }

    static AttributeValue string(String value) {
        return AttributeValue.fromS(value);
    }
}
