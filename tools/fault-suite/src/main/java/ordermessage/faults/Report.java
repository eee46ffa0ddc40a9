package ordermessage.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ordermessage.faults.Finding.Kind;
import ordermessage.local.deadletter.DeadLetter;

/**
 * What came out of a run.
 *
 * @param faults how often each kind happened
 * @param posts POSTs of the clients, repetitions included
 * @param accepted answers 202
 * @param stored messages in bucket and table
 * @param redriven what was in the dead-letter queue before all of it was sent back, by reason
 * @param deadLetters what was there in the end, by reason
 */
record Report(
        long seed,
        Duration duration,
        Map<String, Integer> faults,
        int posts,
        int accepted,
        int stored,
        Map<String, Long> redriven,
        Map<String, Long> deadLetters,
        List<Finding> findings) {
    private static final int SHOWN = 20;

    boolean isClean() {
        return findings.isEmpty();
    }

    static Map<String, Long> byReason(List<DeadLetter> letters) {
        return letters.stream().collect(Collectors.groupingBy(DeadLetter::reason, TreeMap::new, Collectors.counting()));
    }

    /** A table in Markdown, and what is wrong below it. */
    String text() {
        var text = new StringBuilder("| seed %d, %d s | |%n|---|---:|%n".formatted(seed, duration.toSeconds()));
        faults.forEach((kind, times) -> row(text, "fault: " + kind, times));
        row(text, "faults", faults.values().stream().mapToInt(Integer::intValue).sum());
        row(text, "POSTs", posts);
        row(text, "accepted (202)", accepted);
        row(text, "stored", stored);
        redriven.forEach((reason, letters) -> row(text, "in the DLQ before the redrive: " + reason, letters));
        deadLetters.forEach((reason, letters) -> row(text, "in the DLQ: " + reason, letters));
        for (var kind : Kind.values()) {
            row(text, kind.toString(), count(kind));
        }
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> text.append("%s: %s%n".formatted(finding.kind(), finding.detail())));
        return text.toString();
    }

    private long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    private static void row(StringBuilder text, String name, long number) {
        text.append("| %s | %,d |%n".formatted(name, number));
    }
}
