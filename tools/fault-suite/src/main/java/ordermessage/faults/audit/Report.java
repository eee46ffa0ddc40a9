package ordermessage.faults.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ordermessage.faults.audit.Finding.Kind;

/**
 * The result of a run.
 *
 * @param faults how often each kind of fault was scheduled and took effect, by its text
 * @param posts the number of POSTs of the clients, with the repeated ones
 * @param accepted the number of answers with 202 or 200
 * @param answeredStored the number of answers with 200
 * @param answeredConflict the number of answers with 409
 * @param stored the number of items in the table
 * @param deadLettersBeforeRedrive the number of messages in the dead-letter queue before the redrive, by reason
 * @param deadLettersAtEnd the number of messages in the dead-letter queue at the end of the run, by reason
 */
public record Report(
        long seed,
        Duration duration,
        Map<String, FaultCount> faults,
        int posts,
        int accepted,
        int answeredStored,
        int answeredConflict,
        int stored,
        Map<String, Long> deadLettersBeforeRedrive,
        Map<String, Long> deadLettersAtEnd,
        List<Finding> findings) {
    private static final int MAX_SHOWN_FINDINGS = 20;

    /** Returns whether the service has kept all promises. */
    public boolean isClean() {
        return findings.isEmpty();
    }

    /** Returns the number of dead letters by reason, sorted by reason. */
    public static Map<String, Long> countByReason(List<DeadLetter> letters) {
        return letters.stream().collect(Collectors.groupingBy(DeadLetter::reason, TreeMap::new, Collectors.counting()));
    }

    /** Returns a table in Markdown, and below it the first findings, at most 20. */
    public String text() {
        var text = new StringBuilder("| seed %d, %d s | |%n|---|---:|%n".formatted(seed, duration.toSeconds()));
        faults.forEach((kind, count) -> addRow(text, "fault: " + kind, count));
        addRow(text, "faults", faults.values().stream().reduce(new FaultCount(0, 0), FaultCount::plus));
        addRow(text, "POSTs", posts);
        addRow(text, "accepted (202)", accepted - answeredStored);
        addRow(text, "answered as stored (200)", answeredStored);
        addRow(text, "answered as a conflict (409)", answeredConflict);
        addRow(text, "stored", stored);
        deadLettersBeforeRedrive.forEach(
                (reason, count) -> addRow(text, "in the DLQ before the redrive: " + reason, count));
        deadLettersAtEnd.forEach((reason, count) -> addRow(text, "in the DLQ: " + reason, count));
        for (var kind : Kind.values()) {
            addRow(text, kind.toString(), count(kind));
        }
        findings.stream()
                .limit(MAX_SHOWN_FINDINGS)
                .forEach(finding -> text.append("%s: %s%n".formatted(finding.kind(), finding.detail())));
        return text.toString();
    }

    private long count(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).count();
    }

    private static void addRow(StringBuilder text, String name, long number) {
        text.append("| %s | %,d |%n".formatted(name, number));
    }

    private static void addRow(StringBuilder text, String name, FaultCount count) {
        text.append("| %s | %s |%n".formatted(name, count));
    }
}
