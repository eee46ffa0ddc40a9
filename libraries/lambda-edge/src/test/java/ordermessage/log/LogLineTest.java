package ordermessage.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogLineTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    @Test
    void anEventIsOneLineOfJsonWhateverItSays() {
        var line = LogLine.of(NOW, Level.WARN, "some.Logger", "two\nlines \"quoted\" \u2028", null, Map.of());

        assertThat(line).doesNotContain("\n").doesNotContain("\u2028");
        assertThat(parsed(line).get("message").getAsString()).isEqualTo("two\nlines \"quoted\" \u2028");
    }

    @Test
    void itHasTheNamesOfPowertoolsLayouts() {
        var context = Map.of(
                "cold_start", "true",
                "function_memory_size", "1024",
                "function_request_id", "0f3b1c52",
                "service", "order-messages");

        assertThat(LogLine.of(NOW, Level.INFO, "some.Logger", "Done", null, context))
                .isEqualTo("""
                {"level":"INFO","message":"Done","cold_start":true,"function_memory_size":1024,\
                "function_request_id":"0f3b1c52","service":"order-messages","logger":"some.Logger",\
                "timestamp":"2026-11-24T10:00:00.123Z"}""");
    }

    @Test
    void aFailureIsThereWithItsCauses() {
        var failure = new IllegalStateException("Outer", new IllegalArgumentException("Inner"));

        var error = parsed(LogLine.of(NOW, Level.ERROR, "some.Logger", "It failed", failure, null))
                .getAsJsonObject("error");

        assertThat(error.get("name").getAsString()).isEqualTo("java.lang.IllegalStateException");
        assertThat(error.get("message").getAsString()).isEqualTo("Outer");
        assertThat(error.get("stack").getAsString())
                .contains("LogLineTest")
                .contains("Caused by: java.lang.IllegalArgumentException: Inner");
    }

    private static JsonObject parsed(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }
}
