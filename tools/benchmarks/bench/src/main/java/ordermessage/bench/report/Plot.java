package ordermessage.bench.report;

import java.util.EnumMap;
import java.util.Map;
import ordermessage.bench.result.Figure;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.RoundValues;
import ordermessage.bench.result.Unit;
import ordermessage.bench.result.Variant;

/** Draws the times of a run as an SVG bar chart with a logarithmic scale. The variants of a figure are next to each other. */
public final class Plot {
    private static final int LEFT_MARGIN = 430;
    private static final int TOP_MARGIN = 30;
    private static final int DECADE_WIDTH = 130;
    private static final int BAR_HEIGHT = 13;
    private static final int GAP = 8;

    /** The scale goes from a tenth of a millisecond to ten seconds. */
    private static final double SCALE_START = 0.1;

    private static final int DECADES = 5;

    private static final Map<Variant, String> COLOURS =
            new EnumMap<>(Map.of(Variant.SERVICE, "#1f6f8b", Variant.BASELINE, "#b9c2c7", Variant.CUSTOM, "#d98032"));

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP_MARGIN;

    private Plot() {}

    /** Returns the SVG document. It has all figures in milliseconds. */
    public static String of(Measurements measurements) {
        var plot = new Plot();
        measurements.figures().forEach((figure, variants) -> {
            if (figure.metric().unit() == Unit.MILLISECONDS) {
                plot.addBars(figure, variants);
            }
        });
        return plot.document();
    }

    private void addBars(Figure figure, Map<Variant, RoundValues> variants) {
        addText(LEFT_MARGIN - 8, y + BAR_HEIGHT - 3, "end", figure.target() + ": " + figure.metric());
        variants.forEach((variant, values) -> addBar(variant, values.median()));
        y += GAP;
    }

    private void addBar(Variant variant, double milliseconds) {
        var width = (int) Math.max(1, Math.log10(milliseconds / SCALE_START) * DECADE_WIDTH);
        svg.append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n"
                .formatted(LEFT_MARGIN, y, width, BAR_HEIGHT - 2, COLOURS.get(variant)));
        addText(LEFT_MARGIN + width + 5, y + BAR_HEIGHT - 3, "start", "%.3g ms".formatted(milliseconds));
        y += BAR_HEIGHT;
    }

    private String document() {
        var width = LEFT_MARGIN + DECADES * DECADE_WIDTH + 90;
        var legend = new StringBuilder();
        var x = LEFT_MARGIN;
        for (var colour : COLOURS.entrySet()) {
            legend.append("<rect x=\"%d\" y=\"8\" width=\"11\" height=\"11\" fill=\"%s\"/>"
                            .formatted(x, colour.getValue()))
                    .append("<text x=\"%d\" y=\"18\">%s</text>%n".formatted(x + 16, colour.getKey()));
            x += 90;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="white"/>
                %s%s</svg>
                """.formatted(width, y + GAP, legend, svg);
    }

    private void addText(int x, int baseline, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, baseline, anchor, text));
    }
}
