package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableFormatTest {
    private final ConsoleFormat format = new ReadableFormat(ZoneOffset.ofHours(1), false);

    @Test
    void anOutcomeIsOneLineWithWhatBecameOfTheMessage() {
        assertThat(format.print("PostMessageFunction", """
                        {"level":"INFO","message":"The request was answered","outcome":"refused","reason":"conflict",\
                        "status":409,"duration_ms":3.25,"message_id":"m-1","company_id":"c-1","cold_start":false,\
                        "request_id":"r-1","function_name":"order-messages-PostMessageFunction","xray_trace_id":"x",\
                        "timestamp":"2026-11-26T15:54:34.123456Z"}"""))
                .isEqualTo("16:54:34.123  PostMessageFunction  INFO   The request was answered  outcome=refused"
                        + " reason=conflict status=409 duration_ms=3.25 message_id=m-1 company_id=c-1 request_id=r-1");
    }

    @Test
    void anExceptionIsItsClassAndItsMessageWithoutTheStack() {
        assertThat(format.print("Process", """
                        {"level":"ERROR","message":"It failed","error":{"message":"no\\nanswer","name":"java.io.IOException",\
                        "stack":"java.io.IOException: no answer\\n at Somewhere"},"timestamp":"2026-11-26T15:54:34Z"}"""))
                .isEqualTo("16:54:34.000  Process  ERROR  It failed  java.io.IOException: no answer");
    }

    @Test
    void anExceptionWithoutAMessageIsItsClass() {
        assertThat(format.print("Process", """
                        {"level":"WARN","message":"It failed","error":{"message":null,"name":"java.io.IOException"}}""")).isEqualTo("Process  WARN   It failed  java.io.IOException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "{\"level\":\"INFO\"}",
                "{\"message\":\"no level\"}",
                "{\"level\":{},\"message\":\"m\"}",
                "{not JSON",
                "{} {}",
                "[]",
                ""
            })
    void anyOtherLineIsPrintedAsItIs(String line) {
        assertThat(format.print("queue", line)).isEqualTo("queue  " + line);
    }

    @Test
    void aTimeThatIsNotAnInstantIsPrintedAsItIs() {
        assertThat(format.print("Post", "{\"level\":\"INFO\",\"message\":\"m\",\"timestamp\":\"noon\"}"))
                .isEqualTo("noon  Post  INFO   m");
    }

    @Test
    void noControlCharacterOfALogLineReachesTheTerminal() {
        assertThat(format.print("Post", "{\"level\":\"INFO\",\"message\":\"a\\u001b[2Jb\\r\\nc\\u009bd\"}"))
                .isEqualTo("Post  INFO   a [2Jb c d");
    }

    @Test
    void theColourOfTheLevelTellsHowSeriousTheEventIs() {
        var coloured = new ReadableFormat(ZoneOffset.UTC, true);

        assertThat(coloured.print("Post", "{\"level\":\"ERROR\",\"message\":\"m\",\"outcome\":\"failed\"}"))
                .isEqualTo("Post  \u001b[31mERROR\u001b[0m  m  \u001b[2moutcome=failed\u001b[0m");
        assertThat(coloured.print("Post", "{\"level\":\"TRACE\",\"message\":\"m\"}"))
                .contains("\u001b[2mTRACE\u001b[0m");
    }
}
