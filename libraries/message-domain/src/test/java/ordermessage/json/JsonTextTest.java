package ordermessage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import ordermessage.json.MalformedJsonException.Flaw;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "0",
                "-0",
                "20",
                "20.10",
                "1e400",
                "-1.5E-7",
                "123456789012345678901234567890123456789012345678901234567890",
                "{\"b\":1,\"a\":[true,false,null],\"\":{\"\\u0000\":\"\\n\"}}",
                "\"\\ud800\"",
                "\"\\udc00\\ud800x\"",
                "\"\uD83D\uDE00 grün \uFFFE\uFFFF\"",
                "{\"<script>\":\"a=b&c\"}"
            })
    void theWrittenTextIsTheCompactTextThatWasRead(String json) {
        assertThat(JsonText.write(JsonText.parse(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|NOT_JSON",
                "` `|NOT_JSON",
                "{|NOT_JSON",
                "{\"a\":1|NOT_JSON",
                "{\"a\":1,}|NOT_JSON",
                "[1,]|NOT_JSON",
                "[1 2]|NOT_JSON",
                "{'a':1}|NOT_JSON",
                "{a:1}|NOT_JSON",
                "{\"a\" 1}|NOT_JSON",
                "NaN|NOT_JSON",
                "[NaN]|NOT_JSON",
                "Infinity|NOT_JSON",
                "-Infinity|NOT_JSON",
                "TRUE|NOT_JSON",
                "nul|NOT_JSON",
                "01|NOT_JSON",
                "1.|NOT_JSON",
                ".5|NOT_JSON",
                "+1|NOT_JSON",
                "0x10|NOT_JSON",
                "1e|NOT_JSON",
                "\"a|NOT_JSON",
                "\"\\x\"|NOT_JSON",
                "\"\\u12g4\"|NOT_JSON",
                "\"\\'\"|NOT_JSON",
                "`\"\t\"`|NOT_JSON",
                "`\"\n\"`|NOT_JSON",
                "`{\"a\tb\":1}`|NOT_JSON",
                "// c|NOT_JSON",
                "[1/*c*/]|NOT_JSON",
                "#|NOT_JSON",
                ")]}'{}|NOT_JSON",
                "\uFEFF{}|NOT_JSON",
                "`\u00a0{}`|NOT_JSON",
                "{} x|TRAILING_DATA",
                "{}{}|TRAILING_DATA",
                "{} []|TRAILING_DATA",
                "{};|TRAILING_DATA",
                "1 2|TRAILING_DATA",
                "{}]|TRAILING_DATA",
                "{}//|TRAILING_DATA",
                "{\"a\":1,\"a\":1}|DUPLICATE_MEMBER",
                "[{\"a\":1,\"b\":2,\"a\":null}]|DUPLICATE_MEMBER",
                "{\"a\":null,\"\\u0061\":null}|DUPLICATE_MEMBER",
            })
    void aTextThatRfc8259DoesNotAllowIsRefused(String text, Flaw flaw) {
        assertFlaw(text, flaw);
    }

    @Test
    void aNewDocumentHasAtMostHundredThousandValues() {
        var most = "[0" + ",0".repeat(JsonText.MAX_VALUES - 2) + "]";
        var tooMany = "[0" + ",0".repeat(JsonText.MAX_VALUES - 1) + "]";

        assertThat(JsonText.parseNew(most)).isEqualTo(JsonText.parse(most));
        assertThatThrownBy(() -> JsonText.parseNew(tooMany))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class, e -> assertThat(e.flaw()).isEqualTo(Flaw.TOO_MANY_VALUES));
        // An earlier version can have accepted it.
        assertThat(JsonText.write(JsonText.parse(tooMany))).isEqualTo(tooMany);
    }

    @Test
    void hundredLevelsAreReadAndOneMoreIsRefused() {
        assertThat(JsonText.parse("[".repeat(100) + "]".repeat(100))).isNotNull();
        assertFlaw("[".repeat(101) + "]".repeat(101), Flaw.NESTED_TOO_DEEP);
        assertFlaw("{\"a\":".repeat(100_000), Flaw.NESTED_TOO_DEEP);
    }

    @Test
    void siblingsDoNotIncreaseTheNestingDepth() {
        assertThat(JsonText.parse("[" + "[],{},".repeat(1_000) + "[]]")).isNotNull();
    }

    @Test
    void aNumberOfAnyLengthIsReadToTheLastDigit() {
        var digits = "-" + "9".repeat(500_000) + ".0e+1";
        assertThat(JsonText.write(JsonText.parse(digits))).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c0af", "eda080", "f4908080", "22c3", "227bff22"})
    void bytesThatAreNotValidUtf8AreRefused(String hex) {
        assertThatThrownBy(() -> JsonText.decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex))))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class, e -> assertThat(e.flaw()).isEqualTo(Flaw.NOT_UTF_8));
    }

    @Test
    void theFlawNeverRepeatsTheText() {
        assertThatThrownBy(() -> JsonText.parse("{\"iban\":\"DE02 secret\" oops"))
                .hasMessageNotContainingAny("iban", "secret", "oops")
                .hasNoCause();
    }

    @Test
    void theCanonicalTextSortsMembersAndKeepsElements() {
        var canonical = JsonText.writeCanonically(JsonText.parse("{ \"b\": [2, 1], \"a\": {\"d\":1,\"c\":2.0} }"));
        assertThat(canonical).isEqualTo("{\"a\":{\"c\":2.0,\"d\":1},\"b\":[2,1]}");
    }

    private static void assertFlaw(String text, Flaw flaw) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOfSatisfying(
                        MalformedJsonException.class, e -> assertThat(e.flaw()).isEqualTo(flaw));
    }
}
