package ordermessage.slf4j;

import java.time.Instant;
import java.util.List;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;
import org.slf4j.event.LoggingEvent;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.LoggingEventAware;

/** One logger. The key-value pairs of SLF4J's fluent API become members of the line. */
final class JsonLogger extends LegacyAbstractLogger implements LoggingEventAware {
    private static final long serialVersionUID = 1L;

    private final transient JsonLoggerFactory loggers;

    JsonLogger(String name, JsonLoggerFactory loggers) {
        this.name = name;
        this.loggers = loggers;
    }

    @Override
    public boolean isTraceEnabled() {
        return passes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return passes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return passes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return passes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return passes(Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level, Marker marker, String pattern, Object[] arguments, Throwable failure) {
        var message = MessageFormatter.basicArrayFormat(pattern, arguments);
        print(level, message, List.of(), failure);
    }

    @Override
    public void log(LoggingEvent event) {
        var message = MessageFormatter.basicArrayFormat(event.getMessage(), event.getArgumentArray());
        var pairs = event.getKeyValuePairs() == null ? List.<KeyValuePair>of() : event.getKeyValuePairs();
        print(event.getLevel(), message, pairs, event.getThrowable());
    }

    private void print(Level level, String message, List<KeyValuePair> pairs, Throwable failure) {
        loggers.print(LogLine.of(Instant.now(), level, name, message, pairs, failure, MDC.getCopyOfContextMap()));
    }

    private boolean passes(Level level) {
        return loggers.passes(name, level);
    }
}
