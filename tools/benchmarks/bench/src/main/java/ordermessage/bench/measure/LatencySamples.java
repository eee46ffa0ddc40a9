package ordermessage.bench.measure;

import java.util.Arrays;

/** The durations of many calls. */
public final class LatencySamples {
    private static final double NANOSECONDS_PER_MILLISECOND = 1_000_000;

    private final long[] nanoseconds;

    /** @param nanoseconds at least one duration, in any order */
    public LatencySamples(long[] nanoseconds) {
        this.nanoseconds = nanoseconds.clone();
        Arrays.sort(this.nanoseconds);
    }

    /** Returns the mean of what Lambda charges for, in milliseconds: it rounds each call up to a whole millisecond. */
    public double billedMean() {
        return Arrays.stream(nanoseconds)
                .mapToDouble(duration -> Math.ceil(duration / NANOSECONDS_PER_MILLISECOND))
                .average()
                .orElseThrow();
    }

    /**
     * Returns a percentile in milliseconds, by the nearest-rank method.
     *
     * @param share from 0 to 1, such as 0.99
     */
    public double percentile(double share) {
        var rank = (int) Math.ceil(share * nanoseconds.length);
        return nanoseconds[Math.max(rank, 1) - 1] / NANOSECONDS_PER_MILLISECOND;
    }
}
