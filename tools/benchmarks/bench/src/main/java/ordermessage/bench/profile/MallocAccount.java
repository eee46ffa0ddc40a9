package ordermessage.bench.profile;

import java.util.regex.Pattern;

/**
 * The JVM's own account of what it has from {@code malloc}, in MB of a million bytes.
 *
 * @param used what it has now
 * @param peak the most that it has had
 */
record MallocAccount(double used, double peak) {
    /** The line of the total. At the peak, it has no number for the peak. */
    private static final Pattern TOTAL = Pattern.compile("malloc: (\\d+)KB[^,\\n]*(?:, peak=(\\d+)KB)?");

    /** A line for each method. The first number is the memory of its compilation in bytes. */
    private static final Pattern COMPILATION = Pattern.compile("(?m)^\\s*c2\\s+(\\d+)");

    private static final double KILOBYTE = 1_024 / 1e6;

    /**
     * Reads what {@code jcmd VM.native_memory summary} prints.
     *
     * @throws IllegalArgumentException when it has no such line
     */
    static MallocAccount of(String report) {
        var total = TOTAL.matcher(report);
        if (!total.find()) {
            throw new IllegalArgumentException("No account of malloc: " + report);
        }
        var used = Long.parseLong(total.group(1)) * KILOBYTE;
        return new MallocAccount(used, total.group(2) == null ? used : Long.parseLong(total.group(2)) * KILOBYTE);
    }

    /** Returns the most memory that C2 had for one method, from what {@code jcmd Compiler.memory} prints; 0 if it has none. */
    static double largestCompilation(String report) {
        return COMPILATION
                        .matcher(report)
                        .results()
                        .mapToLong(line -> Long.parseLong(line.group(1)))
                        .max()
                        .orElse(0)
                / 1e6;
    }
}
