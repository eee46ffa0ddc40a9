package ordermessage.bench.report;

import java.util.Locale;

/**
 * A performance goal, and the value that a run reached. A goal about time is a ratio to another figure of the same run,
 * because the speed and the other load of machines differ.
 *
 * @param text the goal in words
 * @param value the value that the run reached
 * @param bound the side of the limit on which the value has to be
 * @param limit the last value that meets the goal
 */
public record Goal(String text, double value, Bound bound, double limit) {
    /** The side of the limit on which the value has to be. */
    public enum Bound {
        AT_MOST("≤"),
        AT_LEAST("≥");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    boolean isMet() {
        return switch (bound) {
            case AT_MOST -> value <= limit;
            case AT_LEAST -> value >= limit;
        };
    }

    /** Returns one line for the report. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-7s  %-88s %9.2f  (%s %s)",
                isMet() ? "met" : "NOT MET",
                text,
                value,
                bound.sign,
                limitText());
    }

    private String limitText() {
        return limit == Math.rint(limit) ? Long.toString((long) limit) : Double.toString(limit);
    }
}
