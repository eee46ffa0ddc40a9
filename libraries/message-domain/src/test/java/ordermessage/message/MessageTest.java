package ordermessage.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
    private static final String COMPANY = "e0721e56-fb09-4273-ae74-7bcbc92d43eb";
    private static final String ID = "fc0daad3-4f10-4d15-b8c6-276cca111e87";

    @Test
    void keysAreAlwaysInLowerCase() {
        var message = Message.read(text(COMPANY.toUpperCase(java.util.Locale.ROOT), ID, "{}"));
        assertThat(message.key().archiveKey()).isEqualTo(COMPANY + "/" + ID + ".json");
    }

    @Test
    void theTextStaysAsItWasSent() {
        var text = "  " + text(COMPANY, ID, "{ \"order_amount\" : 20.10 }") + "\r\n";
        assertThat(Message.read(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"order_id\":null}", "{\"order_id\":[]}", "{\"order_id\":\"\\ud800\"}"})
    void anOrderIdThatNoIndexCouldHoldIsLeftOut(String data) {
        assertThat(Message.read(text(COMPANY, ID, data)).orderId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"order_id\":\"A-1\"}|A-1", "{\"order_id\":12.50}|12.50"})
    void anOrderIdIsTakenAsItsText(String data, String orderId) {
        assertThat(Message.read(text(COMPANY, ID, data)).orderId()).contains(orderId);
    }

    @Test
    void anOverlongOrderIdIsLeftOut() {
        var data = "{\"order_id\":\"" + "x".repeat(1_025) + "\"}";
        assertThat(Message.read(text(COMPANY, ID, data)).orderId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":[1,2]}|{ \"b\" : [ 1,2 ], \"a\":1 }|true",
                "{\"a\":\"A\"}|{\"a\":\"\\u0041\"}|true",
                "{\"a\":20.1}|{\"a\":20.10}|false",
                "{\"a\":[1,2]}|{\"a\":[2,1]}|false",
                "{\"a\":1}|{\"a\":\"1\"}|false",
                "{\"a\":null}|{}|false"
            })
    void contentIsTheJsonValuesAndNotTheirLayout(String one, String other, boolean same) {
        var first = Message.read(text(COMPANY, ID, one));
        assertThat(first.hasSameContentAs(Message.read(text(COMPANY, ID, other))))
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|``",
                "null|``",
                "\"x\"|``",
                "{}|/metadata,/data",
                "{\"metadata\":1,\"data\":null}|/metadata,/data",
                "{\"metadata\":{},\"data\":{}}|/metadata/message_time,/metadata/company_id,/metadata/message_id",
            })
    void aDocumentThatCannotBeStoredSaysAllThatIsWrong(String document, String pointers) {
        assertThatThrownBy(() -> Message.read(document))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        e -> assertThat(e.errors().stream()
                                        .map(FieldError::pointer)
                                        .toList())
                                .isEqualTo(List.of(pointers.split(",", -1))));
    }

    /** docs/api.md says so. Stored digests are of the text as it was sent, so ids cannot count in lower case there. */
    @Test
    void anIdInAnotherCaseIsTheSameKeyAndDifferentContent() {
        var sent = Message.read(text(COMPANY, ID, "{}"));
        var otherCase = Message.read(text(COMPANY, ID.toUpperCase(java.util.Locale.ROOT), "{}"));

        assertThat(otherCase.key()).isEqualTo(sent.key());
        assertThat(otherCase.hasSameContentAs(sent)).isFalse();
    }

    /** Stores hold digests, so this one never changes: SHA-256 of the text without white space, members sorted by name. */
    @Test
    void theDigestOfAContentNeverChanges() {
        var message =
                Message.read(text(COMPANY, ID.toUpperCase(java.util.Locale.ROOT), "{ \"b\": 20.10, \"a\": \"é\" }"));

        assertThat(message.digest().hex())
                .isEqualTo("83e6130ac8adaf1927db7e4a317631194fe60f87d4d2fed603bdcbffa156f0d2");
    }

    /** It could be archived and never indexed. */
    @ParameterizedTest
    @ValueSource(strings = {"long", "\\ud800"})
    void aMessageTimeThatNoIndexCouldHoldIsRefused(String time) {
        var messageTime = time.equals("long") ? "x".repeat(1_025) : time;

        assertThatThrownBy(() -> Message.read(text(COMPANY, ID, "{}").replace("2023-12-10T22:02:38Z", messageTime)))
                .isInstanceOfSatisfying(
                        InvalidMessageException.class,
                        e -> assertThat(e.errors())
                                .extracting(FieldError::pointer)
                                .containsExactly("/metadata/message_time"));
    }

    @Test
    void aMessageTimeOf1024CharactersCanBeStored() {
        var messageTime = "x".repeat(1_024);

        assertThat(Message.read(text(COMPANY, ID, "{}").replace("2023-12-10T22:02:38Z", messageTime))
                        .messageTime())
                .isEqualTo(messageTime);
    }

    private static String text(String company, String id, String data) {
        return """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z","company_id":"%s","message_id":"%s"},"data":%s}""".formatted(company, id, data);
    }
}
