package ordermessage.stores;

import java.util.Map;
import ordermessage.operator.UsageException;

/**
 * The settings of a command.
 *
 * @param rate the largest number of messages per second
 * @param sample about one message in this number is audited; 1 for all
 * @param from the key in the archive after which the command begins; empty for the whole archive
 */
record Settings(int rate, int sample, String from) {
    private static final String DEFAULT_RATE = "200";

    /** The largest number of segments of a scan (DynamoDB API reference, Scan). */
    private static final int MAX_SAMPLE = 1_000_000;

    /** The largest page of a list (S3 API reference, ListObjectsV2). */
    private static final int MAX_PAGE = 1_000;

    /**
     * Reads the variables {@code RATE}, {@code SAMPLE} and {@code FROM}.
     *
     * @throws UsageException when one is not valid
     */
    static Settings of(Map<String, String> environment) {
        return new Settings(
                number(environment, "RATE", DEFAULT_RATE, 10_000),
                number(environment, "SAMPLE", "1", MAX_SAMPLE),
                environment.getOrDefault("FROM", ""));
    }

    /** Returns the number of objects that are listed at a time: as many as have about a second of work. */
    int archivePageSize() {
        return (int) Math.min((long) rate * sample, MAX_PAGE);
    }

    /** Returns the number of entries that are read at a time: a second of work. */
    int indexPageSize() {
        return Math.min(rate, MAX_PAGE);
    }

    private static int number(Map<String, String> environment, String variable, String other, int max) {
        try {
            var number = Integer.parseInt(environment.getOrDefault(variable, other));
            if (number >= 1 && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below.
        }
        throw new UsageException("%s is not a number from 1 to %d".formatted(variable, max));
    }
}
