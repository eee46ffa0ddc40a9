package ordermessage.stores;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import ordermessage.operator.TerminalText;

/** Counts findings, and prints a line for each up to a limit. Safe for use by many threads. */
final class Report {
    /** The number of findings that are printed. Further findings are only counted. */
    static final int MAX_LINES = 1_000;

    /** Two UUIDs, a slash and {@code .json}; keys that the service does not write can be longer. */
    private static final int MAX_KEY = 78;

    private static final int MAX_DETAIL = 256;

    private final PrintStream out;
    private final Map<FindingKind, Long> counts = new EnumMap<>(FindingKind.class);
    private long total;

    Report(PrintStream out) {
        this.out = out;
    }

    synchronized void add(Finding finding) {
        counts.merge(finding.kind(), 1L, Long::sum);
        total++;
        if (total <= MAX_LINES) {
            out.println("%-16s  %s  %s"
                    .formatted(
                            finding.kind().label(),
                            TerminalText.safe(finding.key(), MAX_KEY),
                            TerminalText.safe(finding.detail(), MAX_DETAIL))
                    .stripTrailing());
        }
        if (total == MAX_LINES + 1) {
            out.println("Further findings are counted and not printed.");
        }
    }

    /** Prints a line that is not a finding. */
    synchronized void line(String text) {
        out.println(text);
    }

    /** Prints the number of findings of each of these kinds. */
    synchronized void printCounts(Set<FindingKind> kinds) {
        kinds.forEach(kind -> out.printf("%-16s  %d%n", kind.label(), counts.getOrDefault(kind, 0L)));
    }

    synchronized boolean isClean() {
        return total == 0;
    }
}
