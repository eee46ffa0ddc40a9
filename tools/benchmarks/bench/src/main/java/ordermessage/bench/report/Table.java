package ordermessage.bench.report;

import java.util.Locale;
import java.util.Map;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.RoundValues;
import ordermessage.bench.result.Variant;

/** Formats the figures of a run as a table, for people and for programs. */
public final class Table {
    private final Measurements measurements;

    public Table(Measurements measurements) {
        this.measurements = measurements;
    }

    /** Returns a text with one line for each figure: the median of the rounds, and the least and greatest value in brackets. */
    public String text() {
        var text = new StringBuilder(
                "%-50s %-8s %26s %26s %26s%n".formatted("", "", Variant.SERVICE, Variant.BASELINE, Variant.CUSTOM));
        BenchmarkTarget target = null;
        for (var row : measurements.figures().entrySet()) {
            var figure = row.getKey();
            var values = row.getValue();
            if (figure.target() != target) {
                target = figure.target();
                text.append(target).append(System.lineSeparator());
            }
            text.append("  %-48s %-8s %26s %26s %26s%n"
                    .formatted(
                            figure.metric(),
                            figure.metric().unit(),
                            cell(values, Variant.SERVICE),
                            cell(values, Variant.BASELINE),
                            cell(values, Variant.CUSTOM))
                    .replaceAll(" +(\\R)", "$1"));
        }
        return text.toString();
    }

    /** Returns the same as comma-separated values (RFC 4180). */
    public String csv() {
        var csv = new StringBuilder("subject,metric,unit,variant,median,min,max\n");
        measurements
                .figures()
                .forEach((figure, variants) -> variants.forEach((variant, values) -> csv.append(String.format(
                        Locale.ROOT,
                        "\"%s\",\"%s\",%s,%s,%.3f,%.3f,%.3f%n",
                        figure.target(),
                        figure.metric(),
                        figure.metric().unit(),
                        variant,
                        values.median(),
                        values.min(),
                        values.max()))));
        return csv.toString();
    }

    private static String cell(Map<Variant, RoundValues> variants, Variant variant) {
        return variants.containsKey(variant) ? variants.get(variant).toString() : "";
    }
}
