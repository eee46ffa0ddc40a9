package ordermessage.hostile.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Tests how the bytes of a connection become answers. */
class RawClientTest {
    private static final String REFUSAL = "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\nX-A: b\r\n\r\n{}";

    @Test
    void eachAnswerOfAConnectionCounts() {
        assertThat(RawClient.answers(REFUSAL + "HTTP/1.1 404 Not Found\r\n\r\n" + REFUSAL))
                .extracting(RawAnswer::status)
                .containsExactly(400, 404, 400);
    }

    @Test
    void anAnswerHasItsHeadersAndItsBody() {
        var answer = RawClient.answers(REFUSAL).getFirst();

        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers()).containsEntry("x-a", "b");
        assertThat(answer.text()).contains("x-a", "{}");
    }

    @Test
    void anInterimAnswerIsNotCounted() {
        assertThat(RawClient.answers("HTTP/1.1 100 Continue\r\n\r\n" + REFUSAL)).hasSize(1);
    }

    @Test
    void aClosedConnectionHasNoAnswer() {
        assertThat(RawClient.answers("")).isEmpty();
        assertThat(RawClient.answers("HTTP/1.1 400 Bad")).isEmpty();
    }

    @Test
    void anAnswerThatIsCutOffHasTheBeginningOfItsBody() {
        assertThat(RawClient.answers(REFUSAL.replace("Content-Length: 2", "Content-Length: 9")))
                .singleElement()
                .extracting(RawAnswer::body)
                .isEqualTo("{}");
    }
}
