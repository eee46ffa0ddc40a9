package ordermessage.dashboard;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The values of a line.
 *
 * @param note why there are no values; empty if there are some
 * @param values a value for each period
 */
record Curve(String name, boolean right, String note, List<OptionalDouble> values) {
    Curve {
        values = List.copyOf(values);
    }

    boolean isEmpty() {
        return values.stream().allMatch(OptionalDouble::isEmpty);
    }

    double max() {
        return present().max().orElse(0);
    }

    DoubleStream present() {
        return values.stream().filter(OptionalDouble::isPresent).mapToDouble(OptionalDouble::getAsDouble);
    }
}
