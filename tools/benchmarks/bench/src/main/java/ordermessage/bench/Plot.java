package ordermessage.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import ordermessage.bench.Row.Unit;

/** The times of a run as bars on a logarithmic scale, service beside baseline, in SVG. */
final class Plot {
    private static final int LEFT = 430;
    private static final int DECADE = 130;
    private static final int BAR = 13;
    private static final int GAP = 8;
    private static final int HEAD = 30;

    /** From a tenth of a millisecond to ten seconds. */
    private static final int DECADES = 5;

    private static final double LEAST = 0.1;
    private static final Map<Variant, String> COLOURS =
            new TreeMap<>(Map.of(Variant.SERVICE, "#1f6f8b", Variant.BASELINE, "#b9c2c7", Variant.GIVEN, "#d98032"));

    private final StringBuilder svg = new StringBuilder();
    private int y = HEAD;

    private Plot() {}

    /** The whole document. */
    static String of(Measurements measurements) {
        var plot = new Plot();
        measurements.each((row, contestants) -> {
            if (row.unit() == Unit.MILLISECONDS) {
                plot.bars(row, contestants);
            }
        });
        return plot.document();
    }

    private void bars(Row row, Map<Variant, Rounds> contestants) {
        text(LEFT - 8, y + BAR - 3, "end", row.subject() + ": " + row.metric());
        for (var contestant : COLOURS.keySet()) {
            Optional.ofNullable(contestants.get(contestant)).ifPresent(rounds -> bar(contestant, rounds.median()));
        }
        y += GAP;
    }

    private void bar(Variant contestant, double milliseconds) {
        var width = (int) Math.max(1, Math.log10(milliseconds / LEAST) * DECADE);
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n"
                .formatted(LEFT, y, width, BAR - 2, COLOURS.get(contestant)));
        text(LEFT + width + 5, y + BAR - 3, "start", "%.3g ms".formatted(milliseconds));
        y += BAR;
    }

    private String document() {
        var width = LEFT + DECADES * DECADE + 90;
        var legend = new StringBuilder();
        var x = LEFT;
        for (var contestant : COLOURS.entrySet()) {
            legend.append("<rect x=\"%d\" y=\"8\" width=\"11\" height=\"11\" fill=\"%s\"/>"
                            .formatted(x, contestant.getValue()))
                    .append("<text x=\"%d\" y=\"18\">%s</text>%n".formatted(x + 16, contestant.getKey()));
            x += 90;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="white"/>
                %s%s</svg>
                """.formatted(width, y + GAP, legend, svg);
    }

    private void text(int x, int baseline, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, baseline, anchor, text));
    }
}
