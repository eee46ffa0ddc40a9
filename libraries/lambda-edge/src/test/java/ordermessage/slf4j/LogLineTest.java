package ordermessage.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import ordermessage.ports.StorageUnavailableException;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import software.amazon.awssdk.core.exception.SdkClientException;

class LogLineTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");

    @Test
    void anEventIsAlwaysOneLineOfJson() {
        var line =
                LogLine.of(NOW, Level.WARN, "some.Logger", "two\nlines \"quoted\" \u2028", List.of(), null, Map.of());

        assertThat(line).doesNotContain("\n").doesNotContain("\u2028");
        assertThat(parsed(line).get("message").getAsString()).isEqualTo("two\nlines \"quoted\" \u2028");
    }

    @Test
    void itHasTheNamesOfPowertoolsLayouts() {
        var context = Map.of(
                "cold_start", "true",
                "function_request_id", "0f3b1c52",
                "service", "order-messages");

        assertThat(LogLine.of(NOW, Level.INFO, "some.Logger", "Done", List.of(), null, context))
                .isEqualTo("""
                {"level":"INFO","message":"Done","cold_start":true,\
                "function_request_id":"0f3b1c52","service":"order-messages","logger":"some.Logger",\
                "timestamp":"2026-11-24T10:00:00.123Z"}""");
    }

    @Test
    void itLeavesOutWhatTheLogGroupAndTheConfigurationHave() {
        var context = Map.of("function_arn", "arn", "function_memory_size", "768", "sampling_rate", "0.0");

        assertThat(LogLine.of(NOW, Level.INFO, "some.Logger", "Done", List.of(), null, context))
                .isEqualTo(LogLine.of(NOW, Level.INFO, "some.Logger", "Done", List.of(), null, null));
    }

    @Test
    void theTimeHasMilliseconds() {
        var line = LogLine.of(NOW.plusNanos(456_789), Level.INFO, "some.Logger", "Done", List.of(), null, null);

        assertThat(parsed(line).get("timestamp").getAsString()).isEqualTo(NOW.toString());
    }

    @Test
    void aKeyValuePairIsAMemberAndANumberStaysANumber() {
        var pairs = List.of(new KeyValuePair("outcome", "stored"), new KeyValuePair("duration_ms", 1.5));

        var line = parsed(LogLine.of(NOW, Level.INFO, "some.Logger", "Done", pairs, null, Map.of()));

        assertThat(line.get("outcome")).isEqualTo(new JsonPrimitive("stored"));
        assertThat(line.get("duration_ms")).isEqualTo(new JsonPrimitive(1.5));
    }

    @Test
    void aFailureIsThereWithItsCauses() {
        var failure = new StorageUnavailableException(new MissingResourceException("Inner", "", ""));

        var error = errorOf(failure);

        assertThat(error.get("name").getAsString()).isEqualTo("ordermessage.ports.StorageUnavailableException");
        assertThat(error.get("message").getAsString()).isEqualTo(failure.getMessage());
        assertThat(error.get("stack").getAsString())
                .contains("ordermessage.ports.StorageUnavailableException: " + failure.getMessage() + "\n\tat ")
                .contains("LogLineTest")
                .contains("Caused by: java.util.MissingResourceException\n\tat ");
    }

    /** For example the exceptions of {@code java.time} and of number parsing quote the text that they cannot parse. */
    @Test
    void theMessageOfAnExceptionThatCouldQuoteInputIsLeftOut() {
        var failure = new IllegalStateException("canary-1", new NumberFormatException("canary-2"));
        failure.addSuppressed(new IllegalArgumentException("canary-3"));

        var line = LogLine.of(NOW, Level.ERROR, "some.Logger", "It failed", List.of(), failure, null);

        assertThat(line).doesNotContain("canary").contains("Suppressed: java.lang.IllegalArgumentException");
    }

    @Test
    void theMessageOfAnExceptionOfTheSdkIsThere() {
        assertThat(errorOf(SdkClientException.create("Unable to connect"))
                        .get("message")
                        .getAsString())
                .isEqualTo("Unable to connect");
    }

    @Test
    void aFailureThatIsItsOwnCauseIsWrittenOnce() {
        var first = new IllegalStateException();
        first.initCause(new IllegalArgumentException(first));

        assertThat(errorOf(first).get("stack").getAsString().split("IllegalStateException"))
                .hasSize(2);
    }

    private static JsonObject errorOf(Throwable failure) {
        return parsed(LogLine.of(NOW, Level.ERROR, "some.Logger", "It failed", List.of(), failure, null))
                .getAsJsonObject("error");
    }

    private static JsonObject parsed(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }
}
