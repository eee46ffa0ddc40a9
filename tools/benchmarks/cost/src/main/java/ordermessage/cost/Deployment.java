package ordermessage.cost;

/**
 * How the stack is set up.
 *
 * @param memory of each function in MB
 * @param batchingWindow how long an event source waits for more messages, in seconds
 * @param longestBody of a message that is kept in the table as well, in bytes
 * @param platformLog whether Lambda writes its START and REPORT lines
 * @param tracing whether X-Ray traces
 */
record Deployment(int memory, int batchingWindow, int longestBody, boolean platformLog, boolean tracing) {
    /** With which Lambda begins to poll a queue (Lambda, event source mappings). */
    private static final int POLLERS = 5;

    private static final int LARGEST_BATCH = 10;

    /**
     * How long a poller takes from one receive to the next when messages are waiting, in seconds: an estimate, in which
     * a batch takes most of the time.
     */
    private static final double CYCLE = 0.05;

    /** How many messages a batch has on average, when so many arrive a second: what gathers for each poller. */
    double batch(double rate) {
        return Math.clamp(rate * Math.max(batchingWindow, CYCLE) / POLLERS, 1, LARGEST_BATCH);
    }

    double gigabytes() {
        return memory / 1024.0;
    }
}
