package ordermessage.bench.tune;

import com.google.errorprone.annotations.FormatMethod;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ordermessage.bench.stack.ServiceFunction;

/** Shows the figures of each function and memory size, and chooses a size. */
final class TuneReport {
    private final Map<ServiceFunction, List<MemoryFigures>> figures;
    private final long latency;

    /** @param latency the warm p99 to reach */
    TuneReport(Map<ServiceFunction, List<MemoryFigures>> figures, Duration latency) {
        this.figures = figures;
        this.latency = latency.toMillis();
    }

    /** Returns a table for each function, and a line with its cheapest size. */
    String text() {
        var text = new StringBuilder();
        figures.forEach((function, sizes) -> {
            text.append(format(
                    "%-24s %14s %14s %10s %10s %14s %18s%n",
                    function, "init, ms", "first, ms", "p50, ms", "p99, ms", "ten, p50, ms", "$ a million"));
            sizes.forEach(size -> text.append(format(
                    "%,21d MB %,14.0f %,14.1f %,10.1f %,10.1f %14s %18.2f%n",
                    size.memory(),
                    size.init(),
                    size.firstRequest(),
                    size.warmP50(),
                    size.warmP99(),
                    Double.isNaN(size.tenMessagesP50()) ? "" : format("%,.1f", size.tenMessagesP50()),
                    size.dollars())));
            text.append(choice(sizes)).append(System.lineSeparator()).append(System.lineSeparator());
        });
        return text.toString();
    }

    private String choice(List<MemoryFigures> sizes) {
        return sizes.stream()
                .filter(size -> size.warmP99() <= latency)
                .min(Comparator.comparingDouble(MemoryFigures::dollars))
                .map(size -> format("The cheapest with a p99 of at most %d ms: %,d MB", latency, size.memory()))
                .orElseGet(() -> format("No size has a p99 of at most %d ms", latency));
    }

    /** Returns the same as comma-separated values (RFC 4180). */
    String csv() {
        var csv = new StringBuilder(
                "function,memory_mb,init_ms,first_request_ms,warm_p50_ms,warm_p99_ms,ten_messages_p50_ms,dollars_a_million\n");
        figures.forEach((function, sizes) -> sizes.forEach(size -> csv.append(format(
                "%s,%d,%.1f,%.2f,%.2f,%.2f,%s,%.3f%n",
                function,
                size.memory(),
                size.init(),
                size.firstRequest(),
                size.warmP50(),
                size.warmP99(),
                Double.isNaN(size.tenMessagesP50()) ? "" : format("%.2f", size.tenMessagesP50()),
                size.dollars()))));
        return csv.toString();
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
