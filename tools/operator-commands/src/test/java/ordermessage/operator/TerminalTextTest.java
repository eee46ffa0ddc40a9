package ordermessage.operator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0", "\b", "\t", "\n", "\r", "\u001b", "\u007f", "\u0085", "\u0090", "\u009b", "\u009d", "\u200b",
                "\u2028", "\u2029", "\u202e", "\u2066", "\ud800", "\udc00", "\ufeff"
            })
    void aCharacterThatATerminalCouldObeyIsReplaced(String character) {
        assertThat(TerminalText.safe("a" + character + "[2Jb", 100)).isEqualTo("a?[2Jb");
    }

    @Test
    void everyOtherCharacterStays() {
        var text = "Größe: 20 €, 注文, \ud83d\ude00";
        assertThat(TerminalText.safe(text, 100)).isEqualTo(text);
    }

    @Test
    void aLongTextIsCut() {
        assertThat(TerminalText.safe("x".repeat(300_000), 10)).isEqualTo("x".repeat(9) + "…");
        assertThat(TerminalText.safe("x".repeat(10), 10)).isEqualTo("x".repeat(10));
    }
}
