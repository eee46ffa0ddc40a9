package ordermessage.cost;

/**
 * The traffic of all companies together.
 *
 * @param rate messages a second, constant over the day; over 0
 * @param size the size of each message in bytes, from 1 to 1,048,576
 * @param reads the average number of reads of each message; 0 or more
 * @param lists the average number of lists that each message is in; 0 or more
 */
record Workload(double rate, int size, double reads, double lists) {
    Workload {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("RATE has to be over 0 messages a second");
        }
        if (size < 1 || size > 1_048_576) {
            throw new IllegalArgumentException("SIZE has to be from 1 to 1048576 bytes");
        }
        if (!(reads >= 0)) {
            throw new IllegalArgumentException("READS has to be 0 or more");
        }
        if (!(lists >= 0)) {
            throw new IllegalArgumentException("LISTS has to be 0 or more");
        }
    }

    /** Returns the same traffic at another rate, in messages a second. */
    Workload withRate(double newRate) {
        return new Workload(newRate, size, reads, lists);
    }
}
