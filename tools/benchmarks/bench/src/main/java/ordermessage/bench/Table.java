package ordermessage.bench;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The figures of a run for people and for programs. */
record Table(Measurements measurements) {
    /** One line a figure: the median of the rounds, and the least and the most in brackets. */
    String text() {
        var text = new StringBuilder(
                "%-50s %-8s %26s %26s %26s%n".formatted("", "", Variant.SERVICE, Variant.BASELINE, Variant.GIVEN));
        var subject = new String[] {""};
        measurements.each((row, contestants) -> {
            if (!row.subject().equals(subject[0])) {
                subject[0] = row.subject();
                text.append(row.subject()).append(System.lineSeparator());
            }
            text.append("  %-48s %-8s %26s %26s %26s%n"
                    .formatted(
                            row.metric(),
                            row.unit(),
                            cell(contestants, Variant.SERVICE),
                            cell(contestants, Variant.BASELINE),
                            cell(contestants, Variant.GIVEN))
                    .replaceAll(" +(\\R)", "$1"));
        });
        return text.toString();
    }

    /** The same as comma-separated values (RFC 4180). */
    String csv() {
        var csv = new StringBuilder("subject,metric,unit,contestant,median,min,max\n");
        measurements.each((row, contestants) -> contestants.forEach((contestant, rounds) -> csv.append(String.format(
                Locale.ROOT,
                "\"%s\",\"%s\",%s,%s,%.3f,%.3f,%.3f%n",
                row.subject(),
                row.metric(),
                row.unit(),
                contestant,
                rounds.median(),
                rounds.min(),
                rounds.max()))));
        return csv.toString();
    }

    private static String cell(Map<Variant, Rounds> contestants, Variant contestant) {
        return Optional.ofNullable(contestants.get(contestant)).map(Table::cell).orElse("");
    }

    private static String cell(Rounds rounds) {
        return rounds.min() == rounds.max()
                ? number(rounds.median())
                : "%s (%s–%s)".formatted(number(rounds.median()), number(rounds.min()), number(rounds.max()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
