package ordermessage.bench.console;

import com.google.errorprone.annotations.FormatMethod;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import ordermessage.bench.console.Turn.BrowserUse;
import ordermessage.bench.report.Goal;
import ordermessage.bench.report.Goal.Bound;
import ordermessage.bench.result.RoundValues;

/** Shows the figures of the turns without the page and with it, and which goals they meet. */
final class ConsoleReport {
    private static final double MIN_RATIO = 0.95;
    private static final double MAX_MILLISECONDS = 200;
    private static final double MAX_MEGABYTES = 100;

    private static final String WITHOUT = "without the page";
    private static final String WITH = "with the page";
    private static final String RATIO = "with the page / without it";

    private static final Figure RATE = new Figure("messages stored a second", "1/s", Turn::rate);
    private static final Figure MEMORY_AFTER = new Figure("memory of the runner after", "MB", Turn::memoryAfter);
    private static final Figure LONGEST_TASK = Figure.ofPage("longest task of the page", "ms", BrowserUse::longestTask);

    private static final List<Figure> OF_EACH_TURN = List.of(
            RATE,
            new Figure("processor time of the runner for 1,000 messages", "s", Turn::runnerSeconds),
            new Figure("memory of the runner before", "MB", Turn::memoryBefore),
            MEMORY_AFTER);
    private static final List<Figure> OF_THE_PAGE = List.of(
            Figure.ofPage("processor time of the browser for 1,000 messages", "s", BrowserUse::seconds),
            Figure.ofPage(
                    "long tasks of the page", "tasks", use -> use.longTasks().size()),
            LONGEST_TASK);

    private final double memoryAtStart;
    private final List<Pair> pairs;

    /** Two turns, one right after the other, in either order. */
    record Pair(Turn without, Turn with) {
        private Stream<Turn> turns() {
            return Stream.of(without, with);
        }
    }

    /** A figure of a turn. */
    private record Figure(String text, String unit, ToDoubleFunction<Turn> value) {
        private static Figure ofPage(String text, String unit, ToDoubleFunction<BrowserUse> value) {
            return new Figure(
                    text, unit, turn -> value.applyAsDouble(turn.browser().orElseThrow()));
        }

        private RoundValues of(Stream<Turn> turns) {
            return values(turns.mapToDouble(value));
        }
    }

    /** @param memoryAtStart the resident memory of the runner when the stack had started, in MB */
    ConsoleReport(double memoryAtStart, List<Pair> pairs) {
        this.memoryAtStart = memoryAtStart;
        this.pairs = List.copyOf(pairs);
    }

    /** Returns a table with the medians, and the least and greatest values in brackets. */
    String text() {
        var text = new StringBuilder(row("", "", WITHOUT, WITH));
        OF_EACH_TURN.forEach(figure -> text.append(row(figure.text, figure.unit, without(figure), with(figure))));
        OF_THE_PAGE.forEach(figure -> text.append(row(figure.text, figure.unit, "", with(figure))));
        return text.append(row(RATE.text + ", " + RATIO, "", "", ratios())).toString();
    }

    /** Returns the goals. */
    List<Goal> goals() {
        return List.of(
                new Goal(RATE.text + ", " + RATIO, ratios().median(), Bound.AT_LEAST, MIN_RATIO),
                new Goal("longest task of the page, ms", with(LONGEST_TASK).max(), Bound.AT_MOST, MAX_MILLISECONDS),
                new Goal("growth of the runner's memory since its start, MB", growth(), Bound.AT_MOST, MAX_MEGABYTES));
    }

    /** Returns the figures as comma-separated values (RFC 4180). */
    String csv() {
        var csv = new StringBuilder("subject,metric,unit,variant,median,min,max\n");
        for (var figure : OF_EACH_TURN) {
            csv.append(line(figure.text, figure.unit, WITHOUT, without(figure)));
            csv.append(line(figure.text, figure.unit, WITH, with(figure)));
        }
        OF_THE_PAGE.forEach(figure -> csv.append(line(figure.text, figure.unit, WITH, with(figure))));
        return csv.append(line(RATE.text, "ratio", RATIO, ratios())).toString();
    }

    private static String row(String text, String unit, Object without, Object with) {
        return format("%-56s %-6s %20s %20s%n", text, unit, without, with);
    }

    private static String line(String metric, String unit, String variant, RoundValues values) {
        return format(
                "\"console of make run\",\"%s\",%s,\"%s\",%.3f,%.3f,%.3f%n",
                metric, unit, variant, values.median(), values.min(), values.max());
    }

    private RoundValues without(Figure figure) {
        return figure.of(pairs.stream().map(Pair::without));
    }

    private RoundValues with(Figure figure) {
        return figure.of(pairs.stream().map(Pair::with));
    }

    /** Each turn is compared with its neighbour only, because the speed of a machine changes. */
    private RoundValues ratios() {
        return values(pairs.stream()
                .mapToDouble(pair -> pair.with().rate() / pair.without().rate()));
    }

    private double growth() {
        return MEMORY_AFTER.of(turns()).max() - memoryAtStart;
    }

    private Stream<Turn> turns() {
        return pairs.stream().flatMap(Pair::turns);
    }

    private static RoundValues values(DoubleStream stream) {
        var values = new RoundValues();
        stream.forEach(values::add);
        return values;
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
