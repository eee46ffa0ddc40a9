package ordermessage.dashboard;

import java.util.Map;
import java.util.stream.Collectors;
import ordermessage.local.monitor.AlarmState;

/** Draws a dashboard as SVG, on CloudWatch's grid of 24 columns. */
final class Picture {
    private static final int COLUMN = 50;
    private static final int ROW = 52;
    private static final int COLUMNS = 24;
    private static final int TOP = 40;
    private static final int GAP = 4;
    private static final int TITLE_SIZE = 13;
    private static final int TITLE_LINE = 17;
    private static final int ALARM_COLUMNS = 5;
    private static final String DARK = "#16191f";
    private static final String GREY = "#545b64";
    private static final String BORDER = "#d5dbdb";
    private static final String NO_LOGS = "CloudWatch only: one machine has no Logs Insights";

    private final Figures figures;
    private final Map<String, AlarmState> alarms;

    /** @param alarms the states of the alarms by logical id */
    Picture(Figures figures, Map<String, AlarmState> alarms) {
        this.figures = figures;
        this.alarms = Map.copyOf(alarms);
    }

    /** Returns the SVG document. */
    String of(Dashboard dashboard) {
        var rows = dashboard.widgets().stream()
                .mapToInt(widget -> widget.bounds().y() + widget.bounds().height())
                .max()
                .orElse(0);
        var svg = new Svg(COLUMNS * COLUMN, TOP + rows * ROW + GAP, "The dashboard of the template");
        svg.text(
                12,
                26,
                14,
                GREY,
                "The dashboard of template.yaml, drawn by make dashboard: the figures are of %d minutes on one machine."
                        .formatted(figures.span().toMinutes()));
        dashboard.widgets().forEach(widget -> paint(svg, widget));
        return svg.document();
    }

    private void paint(Svg svg, Widget widget) {
        var x = widget.bounds().x() * COLUMN + GAP;
        var y = TOP + widget.bounds().y() * ROW + GAP;
        var width = widget.bounds().width() * COLUMN - 2 * GAP;
        var height = widget.bounds().height() * ROW - 2 * GAP;
        svg.group("widget", widget.title());
        if (widget instanceof Widget.Heading) {
            svg.text(x + 8, y + height / 2.0 + 7, 19, DARK, "start", "bold", widget.title());
        } else {
            svg.rectangle(x, y, width, height, "#ffffff", BORDER);
            var titleHeight = title(svg, widget.title(), x, y, width);
            content(svg, widget, x, y + titleHeight, width, height - titleHeight);
        }
        svg.end();
    }

    private void content(Svg svg, Widget widget, int x, int y, int width, int height) {
        switch (widget) {
            case Widget.Heading _ -> {}
            case Widget.Alarms list -> alarms(svg, list, x, y, width, height);
            case Widget.Table table -> table(svg, table, x, y, width, height);
            case Widget.Graph graph -> {
                svg.description(inputs(graph));
                new GraphPainter(svg, figures).paint(graph, x, y, width, height);
            }
        }
    }

    /** Returns the height of the title. */
    private static int title(Svg svg, String title, int x, int y, int width) {
        var lines = Svg.wrapped(title, TITLE_SIZE, width - 20);
        for (var i = 0; i < lines.size(); i++) {
            svg.text(x + 10.0, y + 19.0 + i * TITLE_LINE, TITLE_SIZE, DARK, "start", "bold", lines.get(i));
        }
        return 10 + lines.size() * TITLE_LINE;
    }

    private void alarms(Svg svg, Widget.Alarms list, int x, int y, int width, int height) {
        var rows = Math.ceilDiv(list.alarms().size(), ALARM_COLUMNS);
        var cellWidth = (width - 16.0) / ALARM_COLUMNS;
        var cellHeight = (height - 8.0) / rows;
        for (var i = 0; i < list.alarms().size(); i++) {
            var row = i / ALARM_COLUMNS;
            var left = x + 8 + i % ALARM_COLUMNS * cellWidth;
            var top = y + row * cellHeight;
            var name = list.alarms().get(i);
            var state = alarms.getOrDefault(name, AlarmState.NOT_MEASURED);
            svg.rectangle(left + 2, top + 2, cellWidth - 4, cellHeight - 4, fill(state), stroke(state));
            svg.rectangle(left + 2, top + 2, 5, cellHeight - 4, stroke(state), "none");
            var middle = top + cellHeight / 2 + 4;
            svg.text(left + 13, middle, 12, DARK, name);
            svg.text(left + cellWidth - 8, middle, 10, stroke(state), "end", "bold", text(state));
        }
    }

    private static String text(AlarmState state) {
        return switch (state) {
            case OK -> "OK";
            case ALARM -> "ALARM";
            case NOT_MEASURED -> "–";
        };
    }

    private static String fill(AlarmState state) {
        return switch (state) {
            case OK -> "#f2f8f0";
            case ALARM -> "#fdecea";
            case NOT_MEASURED -> "#fafafa";
        };
    }

    private static String stroke(AlarmState state) {
        return switch (state) {
            case OK -> "#1d8102";
            case ALARM -> "#c22b1b";
            case NOT_MEASURED -> "#879596";
        };
    }

    private static void table(Svg svg, Widget.Table table, int x, int y, int width, int height) {
        svg.rectangle(x + 10.0, y + 2.0, width - 20.0, 24, "#eef1f2", BORDER);
        var place = x + 18.0;
        for (var column : table.columns()) {
            svg.text(place, y + 18.0, 12, DARK, "start", "bold", column);
            place += (width - 36.0) / table.columns().size();
        }
        svg.text(x + width / 2.0, y + height / 2.0 + 12, 12, GREY, "middle", "normal", NO_LOGS);
    }

    private static String inputs(Widget.Graph graph) {
        var hidden = graph.lines().stream()
                .filter(line -> !line.visible())
                .map(Widget.Line::name)
                .distinct()
                .collect(Collectors.joining(", "));
        return hidden.isEmpty() ? "Period: " + graph.period() : "Calculated from: " + hidden;
    }
}
