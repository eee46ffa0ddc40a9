package ordermessage.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import ordermessage.bench.Row.Unit;

/** All figures of a run. */
final class Measurements {
    private final Map<Row, Map<Variant, Rounds>> rows = new LinkedHashMap<>();

    /** One more round. */
    void add(Row row, Variant contestant, double value) {
        rows.computeIfAbsent(row, absent -> new EnumMap<>(Variant.class))
                .computeIfAbsent(contestant, absent -> new Rounds())
                .add(value);
    }

    void each(BiConsumer<Row, Map<Variant, Rounds>> action) {
        rows.forEach(action);
    }

    /** The median; empty when it was not measured. */
    Optional<Double> median(String subject, String metric, Unit unit, Variant contestant) {
        return Optional.ofNullable(rows.get(new Row(subject, metric, unit)))
                .map(contestants -> contestants.get(contestant))
                .map(Rounds::median);
    }
}
