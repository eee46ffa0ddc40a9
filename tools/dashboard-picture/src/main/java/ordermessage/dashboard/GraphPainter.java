package ordermessage.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Draws a graph: the axes, the lines or the bars, and the legend. */
final class GraphPainter {
    private static final List<String> COLOURS = List.of(
            "#1f77b4", "#e07b00", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#d957a8", "#5f6b6d", "#a3a300",
            "#17a2b8");
    private static final String GRID = "#e3e7e8";
    private static final String GREY = "#545b64";
    private static final String DARK = "#16191f";
    private static final int SMALL = 11;
    private static final int LEGEND_LINE = 14;
    private static final int LEFT = 46;
    private static final int TIME_MARKS = 4;

    /** Of the space between two marks of a bar graph, the bar takes this share. */
    private static final double BAR = 0.3;

    private final Svg svg;
    private final Figures figures;

    GraphPainter(Svg svg, Figures figures) {
        this.svg = svg;
        this.figures = figures;
    }

    private record Plot(double x, double y, double width, double height) {
        double bottom() {
            return y + height;
        }
    }

    /** Draws a graph into a space. */
    void paint(Widget.Graph graph, double x, double y, double width, double height) {
        var curves = figures.curves(graph);
        var rightAxis = curves.stream().anyMatch(Curve::right);
        var legend = new Legend(curves, width, isOnePeriod(graph));
        var plot = new Plot(x + LEFT, y + 8, width - LEFT - (rightAxis ? LEFT : 14), height - 8 - 20 - legend.height());
        if (curves.stream().allMatch(Curve::isEmpty)) {
            svg.text(
                    plot.x() + plot.width() / 2,
                    plot.y() + plot.height() / 2,
                    12,
                    GREY,
                    "middle",
                    "normal",
                    curves.stream().allMatch(curve -> curve.note().equals(Figures.NOT_MEASURED))
                            ? Figures.NOT_MEASURED
                            : Figures.NO_DATA);
        } else if (isOnePeriod(graph)) {
            bars(graph, curves, plot);
        } else {
            lines(curves, plot, rightAxis);
        }
        legend.paint(x, y + height - legend.height());
    }

    private boolean isOnePeriod(Widget.Graph graph) {
        return graph.period().compareTo(figures.span()) >= 0;
    }

    private void lines(List<Curve> curves, Plot plot, boolean rightAxis) {
        var left = scale(curves, false);
        var right = scale(curves, true);
        verticalAxis(plot, left, false);
        if (rightAxis) {
            verticalAxis(plot, right, true);
        }
        timeAxis(plot);
        for (var i = 0; i < curves.size(); i++) {
            line(curves.get(i), plot, curves.get(i).right() ? right : left, colour(i));
        }
    }

    private static Scale scale(List<Curve> curves, boolean right) {
        return new Scale(curves.stream()
                .filter(curve -> curve.right() == right)
                .mapToDouble(Curve::max)
                .max()
                .orElse(0));
    }

    /** Draws a line through neighbouring values, and a dot for a value without a neighbour. */
    private void line(Curve curve, Plot plot, Scale scale, String colour) {
        var path = new StringBuilder();
        var values = curve.values();
        for (var i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) {
                continue;
            }
            var x = plot.x() + plot.width() * (i + 0.5) / values.size();
            var y = plot.bottom() - plot.height() * values.get(i).getAsDouble() / scale.end();
            var follows = i > 0 && values.get(i - 1).isPresent();
            if (!follows && (i + 1 == values.size() || values.get(i + 1).isEmpty())) {
                svg.circle(x, y, 2.2, colour);
            } else {
                path.append("%s%s %s".formatted(follows ? "L" : "M", Svg.number(x), Svg.number(y)));
            }
        }
        if (!path.isEmpty()) {
            svg.path(path.toString(), colour);
        }
    }

    /** Draws one bar for each curve, or one of all curves. */
    private void bars(Widget.Graph graph, List<Curve> curves, Plot plot) {
        var sum = curves.stream().mapToDouble(Curve::max).sum();
        var greatest = curves.stream().mapToDouble(Curve::max).max().orElse(0);
        var scale = new Scale(graph.stacked() ? sum : greatest);
        verticalAxis(plot, scale, false);
        svg.line(plot.x(), plot.bottom(), plot.x() + plot.width(), plot.bottom(), GREY);
        svg.text(plot.x() + plot.width() / 2, plot.bottom() + 14, SMALL, GREY, "middle", "normal", period(graph));
        var places = graph.stacked() ? 1 : curves.size();
        var bottom = plot.bottom();
        for (var i = 0; i < curves.size(); i++) {
            var height = plot.height() * curves.get(i).max() / scale.end();
            var place = graph.stacked() ? 0 : i;
            var x = plot.x() + plot.width() * (place + (1 - BAR) / 2) / places;
            svg.rectangle(x, bottom - height, plot.width() * BAR / places, height, colour(i), "none");
            bottom -= graph.stacked() ? height : 0;
        }
    }

    private static String period(Widget.Graph graph) {
        return "the %d minutes".formatted(graph.period().toMinutes());
    }

    private void verticalAxis(Plot plot, Scale scale, boolean right) {
        for (var mark : scale.marks()) {
            var y = plot.bottom() - plot.height() * mark / scale.end();
            if (right) {
                svg.text(plot.x() + plot.width() + 6, y + 4, SMALL, GREY, Scale.text(mark));
            } else {
                svg.line(plot.x(), y, plot.x() + plot.width(), y, GRID);
                svg.text(plot.x() - 6, y + 4, SMALL, GREY, "end", "normal", Scale.text(mark));
            }
        }
    }

    private void timeAxis(Plot plot) {
        svg.line(plot.x(), plot.bottom(), plot.x() + plot.width(), plot.bottom(), GREY);
        for (var i = 0; i <= TIME_MARKS; i++) {
            var x = plot.x() + plot.width() * i / TIME_MARKS;
            var minute = figures.span().toMinutes() * i / TIME_MARKS;
            svg.line(x, plot.bottom(), x, plot.bottom() + 4, GREY);
            svg.text(
                    x,
                    plot.bottom() + 15,
                    SMALL,
                    GREY,
                    i == TIME_MARKS ? "end" : "middle",
                    "normal",
                    i == TIME_MARKS ? minute + " min" : Long.toString(minute));
        }
    }

    private static String colour(int line) {
        return COLOURS.get(line % COLOURS.size());
    }

    /** The names of the lines with their colours, in as many columns as there is space for. */
    private final class Legend {
        private final List<String> entries;
        private final List<Curve> curves;
        private final int columns;
        private final double columnWidth;

        /** @param withValues whether the entries have the values, as there is one of each */
        Legend(List<Curve> curves, double width, boolean withValues) {
            this.curves = curves;
            entries = curves.stream().map(curve -> entry(curve, withValues)).toList();
            var longest = entries.stream()
                    .mapToDouble(entry -> Svg.width(entry, SMALL) + 34)
                    .max()
                    .orElse(1);
            columns = (int) Math.clamp((width - 20) / longest, 1, 4);
            columnWidth = (width - 20) / columns;
        }

        private static String entry(Curve curve, boolean withValues) {
            if (!curve.note().isEmpty()) {
                return curve.name() + " (" + curve.note() + ")";
            }
            return withValues
                    ? String.format(Locale.ROOT, "%s: %s", curve.name(), Scale.text(curve.max()))
                    : curve.name() + (curve.right() ? " (scale at the right)" : "");
        }

        double height() {
            return LEGEND_LINE * rows().stream().mapToInt(Integer::intValue).sum() + 10.0;
        }

        /** Returns the number of lines of each row: that of its longest entry. */
        private List<Integer> rows() {
            return IntStream.range(0, Math.ceilDiv(entries.size(), columns))
                    .map(row -> IntStream.range(row * columns, Math.min(entries.size(), (row + 1) * columns))
                            .map(i -> lines(i).size())
                            .max()
                            .orElse(1))
                    .boxed()
                    .toList();
        }

        private List<String> lines(int entry) {
            return Svg.wrapped(entries.get(entry), SMALL, columnWidth - 26);
        }

        void paint(double x, double y) {
            var rows = rows();
            var middle = y + 6;
            for (var i = 0; i < entries.size(); i++) {
                var left = x + 14 + i % columns * columnWidth;
                svg.rectangle(left, middle - 5, 10, 10, colour(i), "none");
                var fill = curves.get(i).note().isEmpty() ? DARK : GREY;
                var bottom = middle + 4;
                for (var line : lines(i)) {
                    svg.text(left + 16, bottom, SMALL, fill, line);
                    bottom += LEGEND_LINE;
                }
                if (i % columns == columns - 1) {
                    middle += LEGEND_LINE * rows.get(i / columns);
                }
            }
        }
    }
}
