package ordermessage.dashboard;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;

/** The scale of an axis: from 0 to a round number, with a few marks. */
final class Scale {
    private static final int MAX_MARKS = 4;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    private final double step;
    private final int steps;

    /** @param max the greatest value, which is on the scale */
    Scale(double max) {
        var rough = max > 0 ? max / MAX_MARKS : 1;
        var decade = Math.pow(10, Math.floor(Math.log10(rough)));
        step = DoubleStream.of(ROUND)
                .map(factor -> factor * decade)
                .filter(candidate -> candidate >= rough * 0.999999)
                .findFirst()
                .orElse(10 * decade);
        steps = Math.max(1, (int) Math.ceil(max / step - 0.000001));
    }

    double end() {
        return step * steps;
    }

    double[] marks() {
        return DoubleStream.iterate(0, mark -> mark + 1)
                .limit(steps + 1L)
                .map(mark -> mark * step)
                .toArray();
    }

    /** Returns a number with at most three digits that count. */
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        var digits = Math.abs(value) >= 1000 ? new MathContext(4) : new MathContext(3);
        return new BigDecimal(value).round(digits).stripTrailingZeros().toPlainString();
    }
}
