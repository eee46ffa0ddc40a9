package ordermessage.slf4j;

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

    private final boolean isOff;
    private volatile int least;

    /** @param level the name of the level, in any case. FATAL turns the log off. A null or unknown name means INFO */
    JsonLoggerFactory(String level) {
        isOff = "FATAL".equalsIgnoreCase(level);
        least = isOff
                ? NOTHING
                : Arrays.stream(Level.values())
                        .filter(known -> known.name().equalsIgnoreCase(level))
                        .findFirst()
                        .orElse(Level.INFO)
                        .toInt();
    }

    /** Returns the loggers of this JVM. */
    static JsonLoggerFactory current() {
        return (JsonLoggerFactory) LoggerFactory.getILoggerFactory();
    }

    @Override
    public Logger getLogger(String name) {
        return new JsonLogger(name, this);
    }

    /**
     * Sets the level. Powertools does not know FATAL: it reads the level of the environment too, and then sets ERROR. So ERROR
     * leaves a log off that the environment turns off.
     */
    void setLevel(Level level) {
        least = isOff && level == Level.ERROR ? NOTHING : level.toInt();
    }

    /**
     * Returns whether a logger prints events of this level. Loggers of libraries print nothing below WARN at any set level: the
     * SDK's wire loggers would print bodies and credentials.
     */
    boolean passes(String logger, Level level) {
        return level.toInt() >= (logger.startsWith(SERVICE_PREFIX) ? least : Math.max(least, Level.WARN.toInt()));
    }

    void print(String line) {
        System.out.println(line);
    }
}
