package ordermessage.ports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;

/**
 * The entry of a message in the index.
 *
 * @param messageTime the time in the message's metadata, as sent
 * @param archiveKey the message's key in the archive
 * @param digest the digest of the archived content
 * @param receivedAt when the queue accepted the message
 * @param storedAt when this entry was made
 * @param orderId the order id, if the message has one
 * @param body the archived text, if it has at most {@link #MAX_BODY_BYTES}
 */
public record IndexEntry(
        MessageKey key,
        String messageTime,
        String archiveKey,
        ContentDigest digest,
        Instant receivedAt,
        Instant storedAt,
        Optional<String> orderId,
        Optional<String> body) {
    /**
     * The largest body that an entry holds, in bytes of UTF-8. Each KiB of an item costs a write unit, which is more than
     * one read of the object from S3 (docs/cost-and-scale.md).
     */
    public static final int MAX_BODY_BYTES = 4 * 1_024;

    /** Makes the entry of an archived message. */
    public static IndexEntry of(Message archived, Instant receivedAt, Instant storedAt) {
        return new IndexEntry(
                archived.key(),
                archived.messageTime(),
                archived.key().archiveKey(),
                archived.digest(),
                receivedAt,
                storedAt,
                archived.orderId(),
                Optional.of(archived.text()).filter(IndexEntry::fits));
    }

    private static boolean fits(String text) {
        return text.length() <= MAX_BODY_BYTES && text.getBytes(StandardCharsets.UTF_8).length <= MAX_BODY_BYTES;
    }
}
