package ordermessage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import ordermessage.local.process.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Path PROJECT = Path.of("/project");
    private static final String LOG_LINE = "{\"level\":\"INFO\",\"message\":\"Accepted\"}";

    @Test
    void theDefaultsApplyWithoutVariables() {
        var options = new Settings(Map.of("PARAMETERS", ""), false).options(PROJECT, line -> {});

        assertThat(options.ports().api()).isEqualTo(3000);
        assertThat(options.ports().sqs()).isEqualTo(9324);
        assertThat(options.ports().dynamoDb()).isEqualTo(8000);
        assertThat(options.ports().s3()).isEqualTo(9000);
        assertThat(options.engineAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(options.data()).isEqualTo(Path.of("/project/.local"));
        assertThat(options.parameters()).isEmpty();
    }

    @Test
    void theConsoleTakesAPortThatNoOtherServerHas() throws IOException {
        try (var taken = new ServerSocket()) {
            var loopback = InetAddress.getLoopbackAddress();
            if (new Ports(loopback).isFree(3003)) {
                taken.bind(new InetSocketAddress(loopback, 3003));
            }

            var ports = new Settings(Map.of("PORT", "3004"), false)
                    .options(PROJECT, line -> {})
                    .ports();
            assertThat(ports.console()).isNotIn(3003, 3004).matches(port -> port == 0 || port < 3023);
        }
        assertThat(new Settings(Map.of("CONSOLE_PORT", "5"), false)
                        .options(PROJECT, line -> {})
                        .ports()
                        .console())
                .isEqualTo(5);
    }

    @Test
    void everyVariableSetsItsOption() {
        var variables = Map.of(
                "PORT", "1",
                "SQS_PORT", "2",
                "DYNAMODB_PORT", "3",
                "S3_PORT", "4",
                "COGNITO_PORT", "5",
                "DOCS_PORT", "6",
                "BIND", "127.0.0.3",
                "LOCAL_DIR", "/elsewhere",
                "PARAMETERS", " LogLevel=DEBUG  DocsUrl=http://x?a=b ",
                "CONCURRENCY", "7");

        var options = new Settings(variables, false).options(PROJECT, line -> {});

        assertThat(options.ports().api()).isEqualTo(1);
        assertThat(options.ports().sqs()).isEqualTo(2);
        assertThat(options.ports().dynamoDb()).isEqualTo(3);
        assertThat(options.ports().s3()).isEqualTo(4);
        assertThat(options.ports().cognito()).isEqualTo(5);
        assertThat(options.ports().docs()).isEqualTo(6);
        assertThat(options.engineAddress().getHostAddress()).isEqualTo("127.0.0.3");
        assertThat(options.data()).isEqualTo(Path.of("/elsewhere"));
        assertThat(options.parameters()).isEqualTo(Map.of("LogLevel", "DEBUG", "DocsUrl", "http://x?a=b"));
        assertThat(options.concurrency()).isEqualTo(7);
    }

    @Test
    void theSettingsOfATokenAreReadWithoutTheSpaceAround() {
        var settings = new Settings(Map.of("COMPANY_ID", " id ", "ACCESS", " read "), false);

        assertThat(settings.companyId()).contains("id");
        assertThat(settings.access()).isEqualTo(Access.READ);
    }

    @Test
    void blankSettingsCountAsNotSet() {
        var settings = new Settings(Map.of("COMPANY_ID", " ", "ACCESS", "", "LOCAL_DIR", " "), false);

        assertThat(settings.companyId()).isEmpty();
        assertThat(settings.access()).isEqualTo(Access.READ_WRITE);
        assertThat(settings.data(PROJECT)).isEqualTo(Path.of("/project/.local"));
    }

    @Test
    void anAccessThatDoesNotExistIsReportedInOneLine() {
        assertThatThrownBy(() -> new Settings(Map.of("ACCESS", "all"), false).access())
                .isInstanceOf(StartFailedException.class)
                .hasMessage("ACCESS=all is not one of read-write, read, write");
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', '', xterm, true",
        "true, text, '', xterm, true",
        "false, '', '', xterm, false",
        "true, '', 1, xterm, false",
        "true, '', '', dumb, false",
        "true, json, '', xterm, false",
    })
    void linesHaveColoursOnlyOnATerminalThatShowsThem(
            boolean terminal, String logFormat, String noColor, String term, boolean coloured) {
        var variables = Map.of("LOG_FORMAT", logFormat, "NO_COLOR", noColor, "TERM", term);

        var format =
                new Settings(variables, terminal).options(PROJECT, line -> {}).consoleFormat();

        assertThat(format.print("Post", LOG_LINE).contains("\u001b[")).isEqualTo(coloured);
    }

    @Test
    void linesAreReadableUnlessTheUserWantsJson() {
        var readable = new Settings(Map.of(), false).options(PROJECT, line -> {});
        var json = new Settings(Map.of("LOG_FORMAT", "json"), false).options(PROJECT, line -> {});

        assertThat(readable.consoleFormat().print("Post", LOG_LINE)).isEqualTo("Post  INFO   Accepted");
        assertThat(json.consoleFormat().print("Post", LOG_LINE)).isEqualTo("Post  " + LOG_LINE);
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
        "LOG_FORMAT, xml, LOG_FORMAT=xml is neither text nor json",
        "DOCS_PORT, 3000, PORT and DOCS_PORT are both 3000: each server needs a port of its own",
        "PORT, 9324, PORT and SQS_PORT are both 9324: each server needs a port of its own",
    })
    void anInvalidValueIsReportedInOneLine(String variable, String value, String message) {
        var settings = new Settings(Map.of(variable, value), false);

        assertThatThrownBy(() -> settings.options(PROJECT, line -> {}))
                .isInstanceOf(StartFailedException.class)
                .hasMessage(message);
    }
}
