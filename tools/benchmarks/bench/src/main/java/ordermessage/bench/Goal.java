package ordermessage.bench;

import java.util.Locale;

/**
 * What a figure has to be, as a ratio to another one of the same run where it is about time: machines differ, and are
 * busy with other things.
 *
 * @param text the goal in words
 * @param value what was reached
 * @param bound on which side of the limit it has to be
 */
record Goal(String text, double value, Bound bound, double limit) {
    /** A limit and its side. */
    enum Bound {
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
