package ordermessage.bench.result;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** All figures of a run. */
public final class Measurements {
    private final Map<Figure, Map<Variant, RoundValues>> figures = new LinkedHashMap<>();

    /**
     * Adds the value of one round.
     *
     * @param value in the unit of the metric
     */
    public void add(BenchmarkTarget target, Metric metric, Variant variant, double value) {
        figures.computeIfAbsent(new Figure(target, metric), absent -> new EnumMap<>(Variant.class))
                .computeIfAbsent(variant, absent -> new RoundValues())
                .add(value);
    }

    /** Returns an unmodifiable view: the figures in the order of their first values, each with its measured variants. */
    public Map<Figure, Map<Variant, RoundValues>> figures() {
        return Collections.unmodifiableMap(figures);
    }

    /** Returns the median over all rounds, or empty if the figure was not measured. */
    public OptionalDouble median(BenchmarkTarget target, Metric metric, Variant variant) {
        var values = figures.getOrDefault(new Figure(target, metric), Map.of()).get(variant);
        return values == null ? OptionalDouble.empty() : OptionalDouble.of(values.median());
    }
}
