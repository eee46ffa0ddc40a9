package ordermessage.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import ordermessage.message.Uuid;
import ordermessage.ports.ListPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");
    private static final Uuid OTHER_COMPANY = new Uuid("00000000-0000-4000-8000-000000000002");
    private static final Cursor CURSOR = new Cursor(
            ListPosition.of(
                    Instant.parse("2026-11-26T10:00:00.123456789Z"), new Uuid("fc0daad3-4f10-4d15-b8c6-276cca111e87")),
            Instant.parse("2026-11-27T00:00:00Z"));

    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** A cursor that a client got from an earlier version. It must stay valid. */
    private static final String PUBLISHED =
            "ovI3Kact5dBsKM05MjAyNi0xMS0yNlQxMDowMDowMC4xMjM0NTY3ODlaI2ZjMGRhYWQzLTRmMTAtNGQxNS1iOGM2LTI3NmNjYTExMWU4N3wyMDI2LTExLTI3VDAwOjAwOjAwLjAwMDAwMDAwMFo";

    @Test
    void aCursorIsReadAsItWasMade() {
        assertThat(Cursor.decode(CURSOR.encode(COMPANY), COMPANY)).contains(CURSOR);
    }

    @Test
    void theFormatOfACursorNeverChanges() {
        assertThat(CURSOR.encode(COMPANY)).isEqualTo(PUBLISHED);
    }

    @Test
    void aCursorNeedsNoEscapingInAUrl() {
        assertThat(CURSOR.encode(COMPANY)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void aCursorOfAnotherCompanyIsRefused() {
        assertThat(Cursor.decode(CURSOR.encode(OTHER_COMPANY), COMPANY)).isEmpty();
    }

    @Test
    void aCursorWithAnyCharacterChangedIsRefused() {
        var text = CURSOR.encode(COMPANY);
        for (var i = 0; i < text.length(); i++) {
            for (var j = 0; j < BASE64URL.length(); j++) {
                var changed = text.substring(0, i) + BASE64URL.charAt(j) + text.substring(i + 1);
                if (!changed.equals(text)) {
                    assertThat(Cursor.decode(changed, COMPANY)).as(changed).isEmpty();
                }
            }
        }
    }

    /** A client can calculate the digest. So it can send every text that looks like an instant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-13-32T10:00:00.123456789Z",
                "2026-02-30T10:00:00.123456789Z",
                "2026-11-27T25:00:00.000000000Z",
                "9999-12-31T24:00:00.000000000Z",
                "2026-11-26T24:00:00.000000000Z",
                "2026-12-31T23:59:60.000000000Z",
                "2026-11-27"
            })
    void aCursorWithAnInstantThatDoesNotExistIsRefused(String instant) {
        var valid = "2026-11-27T00:00:00.000000000Z";

        assertThat(Cursor.decode(withDigest(valid + "|" + valid), COMPANY)).isPresent();
        assertThat(Cursor.decode(withDigest(valid + "|" + instant), COMPANY)).isEmpty();
        assertThat(Cursor.decode(withDigest(instant + "|" + valid), COMPANY)).isEmpty();
        assertThat(Cursor.decode(withDigest(instant + "#" + COMPANY + "|" + valid), COMPANY))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAA", "{}", "====", "..", "\0", "ü"})
    void aTextThatIsNotACursorIsRefused(String text) {
        assertThat(Cursor.decode(text, COMPANY)).isEmpty();
    }

    @Test
    void aCursorWithAddedTextIsRefused() {
        var text = CURSOR.encode(COMPANY);

        assertThat(Cursor.decode(text + "=", COMPANY)).isEmpty();
        assertThat(Cursor.decode(text + "AAAA", COMPANY)).isEmpty();
        assertThat(Cursor.decode(text.substring(0, text.length() - 4), COMPANY)).isEmpty();
    }

    /** Makes a cursor of any contents, with the digest that belongs to them. */
    private static String withDigest(String contents) {
        try {
            var digest = MessageDigest.getInstance("SHA-256")
                    .digest(("1|" + COMPANY + "|" + contents).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ByteBuffer.allocate(12 + contents.length())
                            .put(digest, 0, 12)
                            .put(contents.getBytes(StandardCharsets.US_ASCII))
                            .array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
