package ordermessage.bench;

import java.util.Arrays;

/** How long each of many calls took. */
final class Samples {
    private static final double MILLISECOND = 1_000_000;

    private final long[] nanoseconds;

    /** @param nanoseconds in any order */
    Samples(long[] nanoseconds) {
        this.nanoseconds = nanoseconds.clone();
        Arrays.sort(this.nanoseconds);
    }

    /**
     * In milliseconds, by the nearest rank.
     *
     * @param share such as 0.99
     */
    double percentile(double share) {
        var rank = (int) Math.ceil(share * nanoseconds.length);
        return nanoseconds[Math.max(rank, 1) - 1] / MILLISECOND;
    }
}
