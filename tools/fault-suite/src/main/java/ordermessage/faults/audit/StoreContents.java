package ordermessage.faults.audit;

import java.util.List;
import java.util.Map;

/**
 * The contents of the bucket, the table and the dead-letter queue.
 *
 * @param objects the text of each object in the bucket, by object key
 * @param items the items of the table, by {@code <company id>/<message id>}
 * @param deadLetters the messages in the dead-letter queue
 */
public record StoreContents(Map<String, String> objects, Map<String, Item> items, List<DeadLetter> deadLetters) {

    /**
     * An item of the table.
     *
     * @param messageTime the message's {@code message_time}
     * @param objectKey the key of the message's object in the bucket
     * @param body the message's body; null when the item has none
     */
    public record Item(String messageTime, String objectKey, String body) {}
}
