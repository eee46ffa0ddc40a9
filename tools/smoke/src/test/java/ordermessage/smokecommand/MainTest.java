package ordermessage.smokecommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import ordermessage.operator.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what the command makes of its variables. Nobody answers at the addresses. */
class MainTest {
    private static final Map<String, String> VALID_VARIABLES = Map.of(
            "URL", "http://127.0.0.1:1/prod/",
            "TOKEN_URL", "http://127.0.0.1:1/oauth2/token",
            "CLIENT_ID", "client",
            "CLIENT_SECRET", "top-secret",
            "SECONDS_AT_MOST", "5");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void aCheckThatFailsPrintsItsStepAndNoSecret() {
        assertThat(passes(VALID_VARIABLES)).isFalse();

        assertThat(printed()).matches("FAILED token +\\d+ ms  no answer \\(ConnectException\\)\\R");
    }

    @Test
    void withATokenNoAppClientIsNeeded() {
        var payload = "eyJzY29wZSI6ImNvbXBhbnkvZTA3MjFlNTYtZmIwOS00MjczLWFlNzQtN2JjYmM5MmQ0M2ViIn0";

        assertThat(passes(Map.of("API_URL", "http://127.0.0.1:1/prod", "TOKEN", "a." + payload + ".c")))
                .isFalse();

        assertThat(printed()).contains("ok     token", "FAILED send").doesNotContain(payload);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "URL             | ftp://x | URL is not an address that begins with https:// or http://",
                "URL             | http: x | URL is not an address that begins with https:// or http://",
                "URL             |         | API_URL is not set: start make run, or give STACK",
                "TOKEN_URL       | x       | TOKEN_URL is not an address that begins with https:// or http://",
                "SECONDS_AT_MOST | many    | SECONDS_AT_MOST is not a number from 1 to 99999",
                "SECONDS_AT_MOST | -5      | SECONDS_AT_MOST is not a number from 1 to 99999",
            })
    void aWrongVariableIsNamed(String variable, String value, String message) {
        assertThatThrownBy(() -> passes(with(variable, value)))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"CLIENT_ID", "CLIENT_SECRET"})
    void withoutAnAppClientTheMessageSaysWhereItComesFrom(String variable) {
        assertThatThrownBy(() -> passes(with(variable, null)))
                .hasMessageStartingWith(variable + " is not set: make company-add prints it");
    }

    private static Map<String, String> with(String variable, String value) {
        var changed = new HashMap<>(VALID_VARIABLES);
        changed.remove(variable);
        if (value != null) {
            changed.put(variable, value);
        }
        return changed;
    }

    private boolean passes(Map<String, String> environment) {
        return new Main(environment, new PrintStream(out, true, StandardCharsets.UTF_8)).passes();
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
