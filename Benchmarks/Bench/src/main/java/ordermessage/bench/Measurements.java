package ordermessage.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import ordermessage.bench.Row.Unit;

/** All figures of a run. */
final class Measurements {
    private final Map<Row, Map<Contestant, Rounds>> rows = new LinkedHashMap<>();

    /** One more round. */
    void add(Row row, Contestant contestant, double value) {
        rows.computeIfAbsent(row, absent -> new EnumMap<>(Contestant.class))
                .computeIfAbsent(contestant, absent -> new Rounds())
                .add(value);
    }

    void each(BiConsumer<Row, Map<Contestant, Rounds>> action) {
        rows.forEach(action);
    }

    /** The median; empty when it was not measured. */
    Optional<Double> median(String subject, String metric, Unit unit, Contestant contestant) {
        return Optional.ofNullable(rows.get(new Row(subject, metric, unit)))
                .map(contestants -> contestants.get(contestant))
                .map(Rounds::median);
    }
}
