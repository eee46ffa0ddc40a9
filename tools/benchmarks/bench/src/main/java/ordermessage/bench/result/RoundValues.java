package ordermessage.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The values of one figure over all rounds of a run. There must be at least one before they are read. */
public final class RoundValues {
    private final List<Double> values = new ArrayList<>();

    /** Adds the value of one round. */
    public void add(double value) {
        values.add(value);
        Collections.sort(values);
    }

    /** Returns the median. With an even number of values, this is the mean of the two in the middle. */
    public double median() {
        var upper = values.get(values.size() / 2);
        var lower = values.get((values.size() - 1) / 2);
        return (lower + upper) / 2;
    }

    /** Returns the least value. */
    public double min() {
        return values.getFirst();
    }

    /** Returns the greatest value. */
    public double max() {
        return values.getLast();
    }

    /** Returns the median, and the least and greatest value in brackets if they differ. */
    @Override
    public String toString() {
        return min() == max() ? text(median()) : "%s (%s–%s)".formatted(text(median()), text(min()), text(max()));
    }

    private static String text(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
