package ordermessage.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One figure, measured in several rounds. */
final class Rounds {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
        Collections.sort(values);
    }

    double median() {
        var upper = values.get(values.size() / 2);
        var lower = values.get((values.size() - 1) / 2);
        return (lower + upper) / 2;
    }

    double min() {
        return values.getFirst();
    }

    double max() {
        return values.getLast();
    }
}
