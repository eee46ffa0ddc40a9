package ordermessage.slf4j;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.internal.LoggingManager;

/** Lets Powertools set the level that the environment asks for, also through Lambda's own settings. */
public final class JsonLoggingManager implements LoggingManager {
    @Override
    public void setLogLevel(Level level) {
        JsonLoggerFactory.current().setLevel(level);
    }

    @Override
    public Level getLogLevel(Logger logger) {
        return Arrays.stream(Level.values())
                .filter(logger::isEnabledForLevel)
                .reduce((less, least) -> least)
                .orElse(Level.ERROR);
    }
}
