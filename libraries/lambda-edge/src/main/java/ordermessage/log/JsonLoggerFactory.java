package ordermessage.log;

import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Makes the loggers of a function. It holds their level and the stream that they print to. */
public final class JsonLoggerFactory implements ILoggerFactory {
    private static final String OURS = "ordermessage.";
    private static final int NOTHING = Integer.MAX_VALUE;

    // Looked up for each line, because Lambda's runtime puts a stream of its own there.
    private volatile Consumer<String> output = line -> System.out.println(line);
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

    /** Does something whose log nobody should see; what is formatted for it is thrown away. */
    public static void muted(Runnable action) {
        var loggers = current();
        var before = loggers.output;
        loggers.output = line -> {};
        try {
            action.run();
        } finally {
            loggers.output = before;
        }
    }

    void setLevel(Level level) {
        least = level.toInt();
    }

    /**
     * Whether a logger lets events of this level through. Libraries only tell what is wrong, whatever the level: the
     * SDK's wire loggers would print bodies and credentials.
     */
    boolean passes(String logger, Level level) {
        return level.toInt() >= (logger.startsWith(OURS) ? least : Math.max(least, Level.WARN.toInt()));
    }

    void print(String line) {
        output.accept(line);
    }
}
