package ordermessage.hostile.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the answers of a round, and keeps what does not hold. Many threads can use it. */
public final class Report {
    /** The name of a connection that the server closed without an answer. */
    public static final String CLOSED = "closed";

    private static final int LONGEST = 300;

    private final Map<String, Map<String, Integer>> counts = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();

    /**
     * Counts an answer.
     *
     * @param part the part of the round
     * @param answer the status, or what else happened
     */
    public void count(String part, String answer) {
        count(part, answer, 1);
    }

    /** Adds a number to what was counted. */
    public synchronized void count(String part, String what, int number) {
        counts.computeIfAbsent(part, name -> new TreeMap<>()).merge(what, number, Integer::sum);
    }

    /** Adds something that does not hold. */
    public synchronized void violation(String part, String attack, String what) {
        var line = "VIOLATION %s: %s: %s".formatted(part, attack, what).replaceAll("\\p{Cntrl}", "?");
        violations.add(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
    }

    /** Returns what does not hold, a line each. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** Returns the counts of a part in one line, such as {@code 401: 52, 403: 11}. */
    public synchronized String line(String part) {
        return counts.getOrDefault(part, Map.of()).entrySet().stream()
                .map(count -> "%s: %,d".formatted(count.getKey(), count.getValue()))
                .collect(Collectors.joining(", "));
    }
}
