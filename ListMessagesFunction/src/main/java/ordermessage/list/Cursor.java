package ordermessage.list;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;

/**
 * A cursor of a client: the position after which its list continues, and the end of the list.
 *
 * <p>The text of a cursor begins with a digest of its contents and the company. So the service notices a cursor that was
 * changed or belongs to another company. The digest needs no secret: the cursor never chooses the company, so a client that
 * calculates a digest of its own reads only its own list.
 *
 * @param after the list goes on after this position
 * @param until the list ends before this instant
 */
record Cursor(ListPosition after, Instant until) {
    /** A change of the format needs another version, so that an old cursor is refused and not misread. */
    private static final String VERSION = "1";

    private static final int DIGEST_BYTES = 12;
    private static final String SEPARATOR = "|";

    /** Makes the text for a client: URL-safe Base64. */
    String encode(Uuid companyId) {
        var contents = after.text() + SEPARATOR + ListPosition.before(until).text();
        var digest = digest(VERSION + SEPARATOR + companyId + SEPARATOR + contents);
        var bytes = contents.getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(digest, DIGEST_BYTES + bytes.length);
        System.arraycopy(bytes, 0, all, DIGEST_BYTES, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    }

    /** Reads the text of a client; empty unless it is exactly what {@link #encode} made for this company. */
    static Optional<Cursor> decode(String text, Uuid companyId) {
        try {
            return Optional.of(contents(Base64.getUrlDecoder().decode(text)))
                    .filter(cursor -> cursor.encode(companyId).equals(text));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Cursor contents(byte[] bytes) {
        if (bytes.length < DIGEST_BYTES) {
            throw new IllegalArgumentException("Too short");
        }
        var contents = new String(bytes, DIGEST_BYTES, bytes.length - DIGEST_BYTES, StandardCharsets.US_ASCII);
        int separator = contents.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("Only one position");
        }
        return new Cursor(
                existing(new ListPosition(contents.substring(0, separator))),
                new ListPosition(contents.substring(separator + 1)).storedAt());
    }

    /** Returns the position if its instant exists. A client that calculates the digest can send month 13 or hour 24. */
    private static ListPosition existing(ListPosition position) {
        if (!position.text().startsWith(ListPosition.before(position.storedAt()).text())) {
            throw new IllegalArgumentException("No such instant");
        }
        return position;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
