package ordermessage.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import ordermessage.json.JsonText;
import ordermessage.json.JsonValue;

/**
 * The digest of a message's content. Two texts of equal JSON values have the same digest. White space and
 * the order of members do not matter.
 *
 * @param hex SHA-256 of the canonical text, lower case
 */
public record ContentDigest(String hex) {

    public static ContentDigest of(JsonValue document) {
        var canonical = JsonText.writeCanonically(document).getBytes(StandardCharsets.UTF_8);
        try {
            return new ContentDigest(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
