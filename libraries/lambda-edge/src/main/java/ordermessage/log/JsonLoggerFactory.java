package ordermessage.log;

import java.util.Arrays;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes the loggers of a function. It holds their level. */
public final class JsonLoggerFactory implements ILoggerFactory {
    /** The name of each logger of the service starts with it. */
    private static final String SERVICE_PREFIX = "ordermessage.";

    private static final int NOTHING = Integer.MAX_VALUE;

    private volatile int least;

    /** @param level by name, in whatever case; nothing is logged at FATAL, and INFO stands for what is no level */
    JsonLoggerFactory(String level) {
        least = "FATAL".equalsIgnoreCase(level)
                ? NOTHING
                : Arrays.stream(Level.values())
                        .filter(known -> known.name().equalsIgnoreCase(level))
                        .findFirst()
                        .orElse(Level.INFO)
                        .toInt();
    }

    /** The loggers of this JVM. */
    static JsonLoggerFactory current() {
        return (JsonLoggerFactory) LoggerFactory.getILoggerFactory();
    }

    @Override
    public Logger getLogger(String name) {
        return new JsonLogger(name, this);
    }

    void setLevel(Level level) {
        least = level.toInt();
    }

    /**
     * Whether a logger lets events of this level through. Libraries only tell what is wrong, whatever the level: the
     * SDK's wire loggers would print bodies and credentials.
     */
    boolean passes(String logger, Level level) {
        return level.toInt() >= (logger.startsWith(SERVICE_PREFIX) ? least : Math.max(least, Level.WARN.toInt()));
    }

    void print(String line) {
        System.out.println(line);
    }
}
