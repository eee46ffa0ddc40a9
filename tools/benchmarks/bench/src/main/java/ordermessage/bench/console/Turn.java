package ordermessage.bench.console;

import java.util.List;
import java.util.Optional;

/**
 * The figures of a time in which messages were posted and stored.
 *
 * @param rate the messages that were stored a second
 * @param runnerSeconds the processor seconds of the runner for 1,000 messages
 * @param memoryBefore the resident memory of the runner before the first message, in MB
 * @param memoryAfter the same after the last message was stored
 * @param browser what the open page needed; empty in a turn without it
 */
record Turn(double rate, double runnerSeconds, double memoryBefore, double memoryAfter, Optional<BrowserUse> browser) {
    /**
     * The resources that an open page used.
     *
     * @param seconds the processor seconds of the browser for 1,000 messages
     * @param longTasks the durations of the page's long tasks, in milliseconds
     */
    record BrowserUse(double seconds, List<Double> longTasks) {
        BrowserUse {
            longTasks = List.copyOf(longTasks);
        }

        /** Returns the duration of the longest task in milliseconds; 0 if there was no long task. */
        double longestTask() {
            return longTasks.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }
    }
}
