package ordermessage.bench.variants;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import ordermessage.bench.result.RoundValues;
import ordermessage.bench.stack.ServiceFunction;

/** The figures of all variants of all functions. */
final class VariantFigures {
    private final Map<ServiceFunction, Map<VariantMetric, Map<FunctionVariant, RoundValues>>> values =
            new EnumMap<>(ServiceFunction.class);

    /** Adds the value of one start. */
    void add(ServiceFunction function, FunctionVariant variant, VariantMetric metric, double value) {
        values.computeIfAbsent(function, absent -> new EnumMap<>(VariantMetric.class))
                .computeIfAbsent(metric, absent -> new EnumMap<>(FunctionVariant.class))
                .computeIfAbsent(variant, absent -> new RoundValues())
                .add(value);
    }

    /** Returns the values, in the order of the constants. */
    Map<ServiceFunction, Map<VariantMetric, Map<FunctionVariant, RoundValues>>> values() {
        return Collections.unmodifiableMap(values);
    }
}
