package ordermessage.logging;

/** Measures a duration for the log. */
public final class Stopwatch {
    private static final double NANOSECONDS_PER_TENTH = 1e5;

    private final long start = System.nanoTime();

    private Stopwatch() {}

    public static Stopwatch start() {
        return new Stopwatch();
    }

    /** Returns the milliseconds since the start, to a tenth. */
    public double milliseconds() {
        return Math.rint((System.nanoTime() - start) / NANOSECONDS_PER_TENTH) / 10;
    }
}
