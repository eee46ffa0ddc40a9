package ordermessage.log;

import java.time.Instant;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** One logger. */
final class JsonLogger extends LegacyAbstractLogger {
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
        loggers.print(LogLine.of(Instant.now(), level, name, message, failure, MDC.getCopyOfContextMap()));
    }

    private boolean passes(Level level) {
        return loggers.passes(name, level);
    }
}
