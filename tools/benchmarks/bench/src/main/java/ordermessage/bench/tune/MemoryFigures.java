package ordermessage.bench.tune;

import ordermessage.cost.Price;

/**
 * The figures of a function with one memory size. All durations are in milliseconds.
 *
 * @param memory the memory in MB
 * @param init the median time from a start to the snapshot: init and priming
 * @param firstRequest the median time of the first request after priming
 * @param warmP50 of calls with one message
 * @param warmP99 of calls with one message
 * @param billed the mean duration that Lambda charges for, of calls with one message or, for the processor, with ten
 * @param messages the number of messages of such a call
 * @param tenMessagesP50 of batches of ten messages; NaN for a function without batches
 */
record MemoryFigures(
        int memory,
        double init,
        double firstRequest,
        double warmP50,
        double warmP99,
        double billed,
        int messages,
        double tenMessagesP50) {
    private static final double MEGABYTES = 1_024;
    private static final double MILLION = 1e6;

    /** Returns what Lambda charges for a million messages, in US dollars. */
    double dollars() {
        var gigabyteSeconds = memory / MEGABYTES * billed / 1_000;
        var call = Price.LAMBDA_REQUEST.of(1) + Price.LAMBDA_GIGABYTE_SECOND.of(gigabyteSeconds);
        return call / messages * MILLION;
    }
}
