package ordermessage.bench.local;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ordermessage.bench.report.Goal;
import ordermessage.bench.result.RoundValues;

/** The figures of a run on the local stack. */
public final class LocalReport {
    private final Map<LocalFigure, RoundValues> figures = new EnumMap<>(LocalFigure.class);

    /** The processor time of one message by part, in milliseconds. */
    private final Map<String, Map<Work, RoundValues>> costs = new LinkedHashMap<>();

    void add(LocalFigure figure, double value) {
        figures.computeIfAbsent(figure, absent -> new RoundValues()).add(value);
    }

    /** Adds the processor time that was used for so many messages. */
    void add(Work work, ProcessorTime used, int messages) {
        used.milliseconds()
                .forEach((part, time) -> costs.computeIfAbsent(part, absent -> new EnumMap<>(Work.class))
                        .computeIfAbsent(work, absent -> new RoundValues())
                        .add(time / messages));
    }

    /** Returns the goals. */
    public List<Goal> goals() {
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().limit() > 0)
                .map(figure -> new Goal(
                        figure.getKey().toString(),
                        figure.getValue().median(),
                        figure.getKey().bound(),
                        figure.getKey().limit()))
                .toList();
    }

    /** Returns the figures and the processor times as two tables in Markdown. */
    public String text() {
        return "| the local stack | median | min–max |%n|---|---:|---:|%n%s%n%s%n".formatted(figureRows(), costTable());
    }

    private String figureRows() {
        return figures.entrySet().stream()
                .map(row -> "| %s | %s | %s–%s |%n"
                        .formatted(
                                row.getKey(),
                                number(row.getValue().median()),
                                number(row.getValue().min()),
                                number(row.getValue().max())))
                .collect(Collectors.joining());
    }

    private String costTable() {
        var text = new StringBuilder("| processor time of one message, ms |");
        for (var work : Work.values()) {
            text.append(" %s |".formatted(work));
        }
        text.append("%n|---|".formatted()).append("---:|".repeat(Work.values().length));
        costs.forEach((part, values) -> appendRow(text, part, values));
        return text.append("%n".formatted()).toString();
    }

    private static void appendRow(StringBuilder text, String part, Map<Work, RoundValues> values) {
        text.append("%n| %s |".formatted(part));
        for (var work : Work.values()) {
            text.append(" %s |"
                    .formatted(
                            values.containsKey(work) ? number(values.get(work).median()) : ""));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
