package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path PROJECT = Path.of("/project");

    @Test
    void theDefaultsApplyWithoutVariables() {
        var options = new Settings(Map.of("PARAMETERS", "")).options(PROJECT, line -> {});

        assertThat(options.ports().api()).isEqualTo(3000);
        assertThat(options.ports().sqs()).isEqualTo(9324);
        assertThat(options.ports().dynamoDb()).isEqualTo(8000);
        assertThat(options.ports().s3()).isEqualTo(9000);
        assertThat(options.engineAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(options.data()).isEqualTo(Path.of("/project/.local"));
        assertThat(options.parameters()).isEmpty();
    }

    @Test
    void everyVariableSetsItsOption() {
        var variables = Map.of(
                "PORT", "1",
                "SQS_PORT", "2",
                "DYNAMODB_PORT", "3",
                "S3_PORT", "4",
                "BIND", "127.0.0.3",
                "LOCAL_DIR", "/elsewhere",
                "PARAMETERS", " LogLevel=DEBUG  DocsUrl=http://x?a=b ",
                "CONCURRENCY", "7");

        var options = new Settings(variables).options(PROJECT, line -> {});

        assertThat(options.ports().api()).isEqualTo(1);
        assertThat(options.ports().sqs()).isEqualTo(2);
        assertThat(options.ports().dynamoDb()).isEqualTo(3);
        assertThat(options.ports().s3()).isEqualTo(4);
        assertThat(options.engineAddress().getHostAddress()).isEqualTo("127.0.0.3");
        assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(options.parameters()).isEqualTo(Map.of("LogLevel", "DEBUG", "DocsUrl", "http://x?a=b"));
        assertThat(options.concurrency()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 65536, PORT=65536 is not a number from 0 to 65535",
        "PORT, -1, PORT=-1 is not a number from 0 to 65535",
        "SQS_PORT, x, SQS_PORT=x is not a number from 0 to 65535",
        "CONCURRENCY, 0, CONCURRENCY=0 is not a number from 1 to 1000",
        "PARAMETERS, LogLevel, 'PARAMETERS has ''LogLevel'', which is not Key=Value'",
        "BIND, 300.1.1.1, BIND=300.1.1.1 is not an address of this machine",
        "BIND, 192.0.2.1, BIND=192.0.2.1 is not an address of this machine",
        "PORT, 9324, PORT and SQS_PORT are both 9324: each server needs a port of its own",
    })
    void anInvalidValueIsReportedInOneLine(String variable, String value, String message) {
        var settings = new Settings(Map.of(variable, value));

        assertThatThrownBy(() -> settings.options(PROJECT, line -> {}))
                .isInstanceOf(StartFailed.class)
                .hasMessage(message);
    }
}
