package ordermessage.cost;

/**
 * The settings of the deployed stack.
 *
 * @param memory the memory of each function in MB
 * @param batchingWindow the seconds that an event source waits for more messages
 * @param longestBody the longest message whose text the table holds too, in bytes
 * @param platformLog whether Lambda writes its START and REPORT lines
 * @param tracing whether X-Ray traces requests
 */
record Deployment(int memory, int batchingWindow, int longestBody, boolean platformLog, boolean tracing) {
    /** The number of pollers that Lambda starts with for a queue (Lambda, event source mappings). */
    private static final int POLLERS = 5;

    private static final int LARGEST_BATCH = 10;

    /**
     * The time from one receive of a poller to its next while messages wait, in seconds. This is an estimate: the batch
     * takes most of the time.
     */
    private static final double POLL_CYCLE = 0.05;

    /**
     * Returns the average number of messages in a batch: the messages that arrive for one poller during one cycle.
     *
     * @param rate messages a second
     */
    double batchSize(double rate) {
        return Math.clamp(rate * Math.max(batchingWindow, POLL_CYCLE) / POLLERS, 1, LARGEST_BATCH);
    }

    double memoryGigabytes() {
        return memory / 1024.0;
    }
}
