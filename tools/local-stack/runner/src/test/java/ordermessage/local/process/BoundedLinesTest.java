package ordermessage.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
    @Test
    void linesEndWithALineFeedOrWithCarriageReturnAndLineFeed() throws IOException {
        var lines = new BoundedLines(new StringReader("one\ntwo\r\n\nlast"));

        assertThat(lines.next()).isEqualTo("one");
        assertThat(lines.next()).isEqualTo("two");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEqualTo("last");
        assertThat(lines.next()).isNull();
    }

    @Test
    void aLongLineIsReturnedInPieces() throws IOException {
        var lines = new BoundedLines(new StringReader("x".repeat(BoundedLines.MAX_LENGTH + 3) + "\nnext"));

        assertThat(lines.next()).hasSize(BoundedLines.MAX_LENGTH);
        assertThat(lines.next()).isEqualTo("xxx");
        assertThat(lines.next()).isEqualTo("next");
    }

    @Test
    void aLineIsWholeAlthoughItIsReadInSeveralSteps() throws IOException {
        var longLine = "1".repeat(20_000);
        var lines = new BoundedLines(new StringReader(longLine + "\r\n" + "x".repeat(8 * 1024 - 1) + "\nlast"));

        assertThat(lines.next()).isEqualTo(longLine);
        assertThat(lines.next()).hasSize(8 * 1024 - 1);
        assertThat(lines.next()).isEqualTo("last");
    }
}
