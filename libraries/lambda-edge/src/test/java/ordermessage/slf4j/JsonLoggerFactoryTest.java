package ordermessage.slf4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

class JsonLoggerFactoryTest {
    @ParameterizedTest
    @CsvSource({
        "TRACE, ordermessage.post.MessageIntake, TRACE DEBUG INFO WARN ERROR",
        "debug, ordermessage.post.MessageIntake, DEBUG INFO WARN ERROR",
        "ERROR, ordermessage.post.MessageIntake, ERROR",
        "FATAL, ordermessage.post.MessageIntake, ''",
        "LOUD,  ordermessage.post.MessageIntake, INFO WARN ERROR",
        ",      ordermessage.post.MessageIntake, INFO WARN ERROR",
        "TRACE, software.amazon.awssdk.request,  WARN ERROR",
        "INFO,  software.amazon.awssdk.request,  WARN ERROR",
        "ERROR, software.amazon.awssdk.request,  ERROR",
        "FATAL, software.amazon.awssdk.request,  ''",
        "TRACE, ordermessages.of.somebody.else,  WARN ERROR"
    })
    void serviceLoggersUseTheSetLevelAndLibrariesLogNothingBelowWarn(String level, String logger, String passing) {
        assertThat(passing(new JsonLoggerFactory(level), logger)).isEqualTo(passing);
    }

    /** Powertools reads the same variable when it is first used, and sets the level. For FATAL, it sets ERROR. */
    @ParameterizedTest
    @CsvSource({
        "FATAL, ERROR, ''",
        "fatal, ERROR, ''",
        "FATAL, WARN, WARN ERROR",
        "ERROR, ERROR, ERROR",
        "INFO, ERROR, ERROR"
    })
    void powertoolsDoesNotTurnALogOnThatFatalTurnsOff(String level, Level set, String passing) {
        var loggers = new JsonLoggerFactory(level);

        loggers.setLevel(set);

        assertThat(passing(loggers, "ordermessage.post.MessageIntake")).isEqualTo(passing);
    }

    @Test
    void slf4jFindsTheJsonLoggers() {
        assertThat(LoggerFactory.getLogger("ordermessage.Any")).isInstanceOf(JsonLogger.class);
    }

    @Test
    void powertoolsSetsTheLevel() {
        var level = new JsonLoggingManager();
        var logger = LoggerFactory.getLogger("ordermessage.Any");
        try {
            level.setLogLevel(Level.DEBUG);
            assertThat(logger.isDebugEnabled()).isTrue();
            assertThat(logger.isTraceEnabled()).isFalse();
            assertThat(level.getLogLevel(logger)).isEqualTo(Level.DEBUG);
        } finally {
            level.setLogLevel(Level.ERROR);
        }
    }

    @Test
    void mutedOutputIsNotPrintedAndLaterOutputIsPrinted() {
        new JsonLoggingManager().setLogLevel(Level.WARN);
        var printed = printed(() -> {
            StandardOutput.muted(
                    () -> LoggerFactory.getLogger("ordermessage.Any").error("Unheard"));
            LoggerFactory.getLogger("ordermessage.Any").error("Heard: {}", 1);
        });

        assertThat(printed).doesNotContain("Unheard").contains("\"message\":\"Heard: 1\"");
    }

    @Test
    void keyValuePairsOfTheFluentApiAreMembersOfTheLine() {
        new JsonLoggingManager().setLogLevel(Level.WARN);
        var printed = printed(() -> LoggerFactory.getLogger("ordermessage.Any")
                .atError()
                .addKeyValue("outcome", "failed")
                .log("Failed: {}", 1));

        assertThat(printed).contains("\"message\":\"Failed: 1\",\"outcome\":\"failed\"");
    }

    /** Returns the levels that pass, the lowest first. */
    private static String passing(JsonLoggerFactory loggers, String logger) {
        var passed = Arrays.stream(Level.values())
                .filter(candidate -> loggers.passes(logger, candidate))
                .map(Level::name)
                .toList()
                .reversed();
        return String.join(" ", passed);
    }

    private static String printed(Runnable action) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
