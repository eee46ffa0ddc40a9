package ordermessage.local.template;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A statistic of CloudWatch that the local stack can calculate. */
public sealed interface Statistic {
    /** The statistics without a number. */
    enum Simple implements Statistic {
        SAMPLE_COUNT("SampleCount"),
        SUM("Sum"),
        AVERAGE("Average"),
        MINIMUM("Minimum"),
        MAXIMUM("Maximum");

        private final String cloudWatchName;

        Simple(String cloudWatchName) {
            this.cloudWatchName = cloudWatchName;
        }
    }

    /**
     * The value that so many percent of the values do not exceed.
     *
     * @param percent 0 to 100
     */
    record Percentile(double percent) implements Statistic {}

    /**
     * Returns the statistic with a name of CloudWatch; empty when the local stack cannot calculate it.
     *
     * @param name such as {@code Sum} or {@code p99.9}
     */
    static Optional<Statistic> of(String name) {
        var percentile = Pattern.compile("p(100|\\d{1,2}(?:\\.\\d+)?)").matcher(name);
        return percentile.matches()
                ? Optional.of(new Percentile(Double.parseDouble(percentile.group(1))))
                : Arrays.stream(Simple.values())
                        .filter(simple -> simple.cloudWatchName.equals(name))
                        .map(Statistic.class::cast)
                        .findFirst();
    }
}
