package ordermessage.bench.variants;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;
import java.util.Map;
import ordermessage.bench.result.RoundValues;

/** Shows the figures of each variant, and their ratios to those of the default. */
final class VariantReport {
    private final VariantFigures figures;

    VariantReport(VariantFigures figures) {
        this.figures = figures;
    }

    /** Returns a table for each function and metric: the median, the least and greatest value in brackets, and the ratio. */
    String text() {
        var text = new StringBuilder();
        figures.values().forEach((function, metrics) -> {
            text.append(function).append(System.lineSeparator());
            metrics.forEach((metric, variants) -> {
                text.append(format("  %s%n", metric));
                variants.forEach((variant, values) -> text.append(format(
                        "    %-16s %10.2f  (%.2f–%.2f) %8.2f%n",
                        variant, values.median(), values.min(), values.max(), ratio(values, variants))));
            });
        });
        return text.toString();
    }

    /** Returns the same as comma-separated values (RFC 4180). */
    String csv() {
        var csv = new StringBuilder("function,metric,variant,median,min,max,ratio\n");
        figures.values()
                .forEach((function, metrics) ->
                        metrics.forEach((metric, variants) -> variants.forEach((variant, values) -> csv.append(format(
                                "%s,\"%s\",%s,%.2f,%.2f,%.2f,%.3f%n",
                                function,
                                metric,
                                variant,
                                values.median(),
                                values.min(),
                                values.max(),
                                ratio(values, variants))))));
        return csv.toString();
    }

    /** Returns the ratio to the default; NaN if the default has no value, because each of its starts failed. */
    private static double ratio(RoundValues values, Map<FunctionVariant, RoundValues> variants) {
        var reference = variants.get(FunctionVariant.DEFAULT);
        return reference == null ? Double.NaN : values.median() / reference.median();
    }

    @FormatMethod
    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
