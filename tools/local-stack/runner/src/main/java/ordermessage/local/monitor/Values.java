package ordermessage.local.monitor;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import ordermessage.local.template.Statistic;

/**
 * The values of a metric in some time. The memory is bounded:
 *
 * <ul>
 *   <li>The number, the sum, the average, the least and the greatest value are exact.
 *   <li>A percentile of at most 500 values is exact. It is the nearest rank: one of the values, with no interpolation.
 *   <li>A percentile of more values is that of a random sample of 500, which has each value with the same chance. After
 *       {@link #add(Values)} to an object that had values, the chances differ. So an alarm has percentiles of one minute
 *       only.
 * </ul>
 */
final class Values {
    private static final int MAX_SAMPLES = 500;

    private final SplittableRandom random = new SplittableRandom(1);
    private double[] samples = new double[4];
    private long count;
    private double sum;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void add(double value) {
        sample(value);
        count++;
        sum += value;
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Adds the values of another object. If this object had values, a percentile of more than 500 values may be wrong. */
    void add(Values other) {
        for (var i = 0; i < other.sampled(); i++) {
            sample(other.samples[i]);
            count++;
        }
        count += other.count - other.sampled();
        sum += other.sum;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** Returns a statistic; empty when there are no values. */
    OptionalDouble statistic(Statistic statistic) {
        if (count == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                switch (statistic) {
                    case Statistic.Simple.SAMPLE_COUNT -> count;
                    case Statistic.Simple.SUM -> sum;
                    case Statistic.Simple.AVERAGE -> sum / count;
                    case Statistic.Simple.MINIMUM -> min;
                    case Statistic.Simple.MAXIMUM -> max;
                    case Statistic.Percentile(var percent) -> percentile(percent);
                });
    }

    /** The first values are kept. Each later one replaces a random one, so that all have the same chance to be kept. */
    private void sample(double value) {
        if (count < MAX_SAMPLES) {
            if (count == samples.length) {
                samples = Arrays.copyOf(samples, Math.min(MAX_SAMPLES, samples.length * 2));
            }
            samples[(int) count] = value;
        } else {
            var place = random.nextLong(count + 1);
            if (place < MAX_SAMPLES) {
                samples[(int) place] = value;
            }
        }
    }

    private int sampled() {
        return (int) Math.min(count, MAX_SAMPLES);
    }

    private double percentile(double percent) {
        var sorted = Arrays.copyOf(samples, sampled());
        Arrays.sort(sorted);
        var rank = Math.ceil(percent / 100 * sorted.length);
        return sorted[(int) Math.max(rank, 1) - 1];
    }
}
