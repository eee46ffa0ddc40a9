package ordermessage.stores;

import java.time.Duration;
import java.util.Map;
import ordermessage.operator.UsageException;

/**
 * The settings of a command.
 *
 * @param rate the largest number of messages per second
 * @param sample about one message in this number is audited; 1 for all
 * @param from the key in the archive after which the command begins; empty for the whole archive
 * @param margin the age from which on an object without an entry is judged
 */
record Settings(int rate, int sample, String from, Duration margin) {
    private static final String DEFAULT_RATE = "200";

    /**
     * How long SQS delivers a message again, in seconds: {@code VisibilityTimeout} times {@code MaxReceiveCount}, by their
     * defaults in {@code template.yaml}. It also covers a difference between the clocks of this machine and of S3.
     */
    private static final String DEFAULT_MARGIN = "900";

    /** SQS keeps a message for seven days ({@code template.yaml}). */
    private static final int MAX_MARGIN = 604_800;

    /** The largest number of segments of a scan (DynamoDB API reference, Scan). */
    private static final int MAX_SAMPLE = 1_000_000;

    /** The largest page of a list (S3 API reference, ListObjectsV2). */
    private static final int MAX_PAGE = 1_000;

    /**
     * Reads the variables {@code RATE}, {@code SAMPLE}, {@code FROM} and {@code MARGIN}.
     *
     * @throws UsageException when one is not valid
     */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                number(environment, "RATE", DEFAULT_RATE, 1, 10_000),
                number(environment, "SAMPLE", "1", 1, MAX_SAMPLE),
                environment.getOrDefault("FROM", ""),
                Duration.ofSeconds(number(environment, "MARGIN", DEFAULT_MARGIN, 0, MAX_MARGIN)));
    }

    /** Returns the number of objects that are listed at a time: as many as have about a second of work. */
    int archivePageSize() {
        return (int) Math.min((long) rate * sample, MAX_PAGE);
    }

    /** Returns the number of entries that are read at a time: a second of work. */
    int indexPageSize() {
        return Math.min(rate, MAX_PAGE);
    }

    private static int number(Map<String, String> environment, String variable, String other, int min, int max) {
        try {
            var number = Integer.parseInt(environment.getOrDefault(variable, other));
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new UsageException("%s is not a number from %d to %d".formatted(variable, min, max));
    }
}
