package ordermessage.cost;

/**
 * What the companies do.
 *
 * @param rate messages a second, all day
 * @param size of a message in bytes
 * @param reads how often each message is read
 */
record Workload(double rate, int size, double reads) {
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
    }

    Workload at(double otherRate) {
        return new Workload(otherRate, size, reads);
    }
}
