package ordermessage.bench.tune;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ordermessage.bench.stack.ServiceFunction;

/** Draws the cost of a million messages against the warm p99 of each memory size as an SVG, with logarithmic scales. */
final class TunePlot {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 460;
    private static final int LEFT = 70;
    private static final int BOTTOM = 410;
    private static final int DECADE = 210;

    /** The left end of the scale of milliseconds. */
    private static final double MIN_MILLISECONDS = 5;

    /** The lower end of the scale of dollars. */
    private static final double MIN_DOLLARS = 0.05;

    private static final Map<ServiceFunction, String> COLOURS = new EnumMap<>(Map.of(
            ServiceFunction.POST,
            "#1f6f8b",
            ServiceFunction.GET,
            "#d98032",
            ServiceFunction.LIST,
            "#5a8f3c",
            ServiceFunction.PROCESS,
            "#8b4a9c"));

    private TunePlot() {}

    /** Returns the SVG document: a line for each function, with a point for each memory size. */
    static String of(Map<ServiceFunction, List<MemoryFigures>> figures) {
        var svg = new StringBuilder();
        axes(svg);
        var legend = 24;
        for (var entry : figures.entrySet()) {
            var colour = COLOURS.get(entry.getKey());
            var line = new StringBuilder();
            for (var size : entry.getValue()) {
                var x = x(size.warmP99());
                var y = y(size.dollars());
                line.append(x).append(',').append(y).append(' ');
                svg.append("<circle cx=\"%d\" cy=\"%d\" r=\"3\" fill=\"%s\"/>%n".formatted(x, y, colour));
                text(svg, x + 5, y - 5, "start", size.memory() + " MB");
            }
            svg.append("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>%n"
                    .formatted(line.toString().strip(), colour));
            svg.append("<rect x=\"%d\" y=\"%d\" width=\"11\" height=\"11\" fill=\"%s\"/>%n"
                    .formatted(WIDTH - 190, legend - 10, colour));
            text(svg, WIDTH - 174, legend, "start", entry.getKey().toString());
            legend += 16;
        }
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="11">
                <rect width="100%%" height="100%%" fill="white"/>
                %s</svg>
                """.formatted(WIDTH, HEIGHT, svg);
    }

    private static void axes(StringBuilder svg) {
        for (var milliseconds : List.of(5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000)) {
            text(svg, x(milliseconds), BOTTOM + 16, "middle", String.format(Locale.ROOT, "%,d", milliseconds));
        }
        for (var dollars : List.of(0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0)) {
            text(svg, LEFT - 8, y(dollars) + 4, "end", "$" + dollars);
        }
        text(svg, WIDTH / 2, BOTTOM + 36, "middle", "warm p99, ms");
        text(svg, 8, 16, "start", "Lambda's price of a million messages");
        svg.append("<path d=\"M%d,30 V%d H%d\" fill=\"none\" stroke=\"#888\"/>%n".formatted(LEFT, BOTTOM, WIDTH - 20));
    }

    private static int x(double milliseconds) {
        return LEFT
                + (int) Math.round(Math.log10(Math.max(milliseconds, MIN_MILLISECONDS) / MIN_MILLISECONDS) * DECADE);
    }

    private static int y(double dollars) {
        return BOTTOM - (int) Math.round(Math.log10(Math.max(dollars, MIN_DOLLARS) / MIN_DOLLARS) * DECADE * 0.9);
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        svg.append("<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n".formatted(x, y, anchor, text));
    }
}
