package ordermessage.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import ordermessage.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class QueueBodyTest {

    @Test
    void ordinaryTextIsSentUnchanged() {
        assertThat(QueueBody.of("{\"a\":\"grün\uD83D\uDE00\"}"))
                .isEqualTo(new QueueBody("{\"a\":\"grün\uD83D\uDE00\"}", Optional.empty()));
    }

    @Test
    void charactersThatSqsRefusesAreSentInBase64() {
        for (var text : new String[] {"\"\uFFFE\"", "\"\uFFFF\""}) {
            var body = QueueBody.of(text);
            assertThat(body.body()).matches("[A-Za-z0-9+/=]+");
            assertThat(body.encoding()).contains("base64");
            assertThat(body.text()).isEqualTo(text);
        }
    }

    @Test
    void bodyAndAttributesTogetherMustFit() {
        assertThat(QueueBody.of("x".repeat(QueueBody.MAX_BYTES)).fits()).isTrue();
        assertThat(QueueBody.of("x".repeat(QueueBody.MAX_BYTES + 1)).fits()).isFalse();
        assertThat(QueueBody.of("ü".repeat(QueueBody.MAX_BYTES / 2 + 1)).fits()).isFalse();
        assertThat(QueueBody.of("\uFFFF" + "x".repeat(786_390)).fits()).isTrue();
        assertThat(QueueBody.of("\uFFFF" + "x".repeat(786_420)).fits()).isFalse();
    }

    @Test
    void aBodyThatIsNotInItsEncodingIsMalformed() {
        assertThatThrownBy(() -> new QueueBody("{}", Optional.of("base64")).text())
                .isInstanceOf(MalformedJsonException.class);
        assertThatThrownBy(() -> new QueueBody("/w==", Optional.of("base64")).text())
                .isInstanceOf(MalformedJsonException.class);
    }
}
