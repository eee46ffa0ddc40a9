package ordermessage.faults.run;

/**
 * The size of a run.
 *
 * @param seed determines the messages and the schedule of the faults
 * @param messages the number of messages that the clients post while faults are injected, at least {@link #MIN_MESSAGES}
 * @param faults the number of faults
 * @param backlog the number of messages that the clients post after that, while the consumer is paused
 */
public record RunSettings(long seed, int messages, int faults, int backlog) {
    /** With fewer messages, a fault could come before the first answer. Some faults need an accepted message. */
    public static final int MIN_MESSAGES = 20;

    /** @throws IllegalArgumentException when there are too few messages */
    public RunSettings {
        if (messages < MIN_MESSAGES) {
            throw new IllegalArgumentException(
                    "A run needs at least %d messages, not %d".formatted(MIN_MESSAGES, messages));
        }
    }

    /**
     * A short run with every kind of fault, for every build and for each mutant. With its seed no engine restarts while
     * {@link Fault.PausePastBatchTimeLimit} pauses a batch: such a restart would hide how the batch ends.
     */
    public static RunSettings shortForm() {
        return new RunSettings(45, 300, 45, 50);
    }
}
