package ordermessage.ports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import ordermessage.message.ContentDigest;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;

/**
 * A message's entry in the index.
 *
 * @param messageTime as sent
 * @param archiveKey where the message lies in the archive
 * @param digest of the archived content
 * @param receivedAt when the queue took the message
 * @param storedAt when this entry was made
 * @param orderId where the data has one
 * @param body the archived text, where it fits
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
     * The longest body, in bytes of UTF-8, that an entry holds. Each KiB of an item costs a write unit, which is more than
     * reading the object from S3 once (docs/cost-and-scale.md).
     */
    public static final int LONGEST_BODY = 4 * 1_024;

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
        return text.length() <= LONGEST_BODY && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_BODY;
    }
}
