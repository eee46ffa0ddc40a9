package ordermessage.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import ordermessage.local.template.Resource.Metric;

/** A widget of a dashboard. */
sealed interface Widget {
    /** Returns the position of the widget, in units of CloudWatch's grid. */
    Bounds bounds();

    /** Returns the title, or the text of a heading. */
    String title();

    record Bounds(int x, int y, int width, int height) {}

    /** A text. */
    record Heading(Bounds bounds, String title) implements Widget {}

    /**
     * The states of alarms.
     *
     * @param alarms the logical ids
     */
    record Alarms(Bounds bounds, String title, List<String> alarms) implements Widget {}

    /**
     * Metrics over time.
     *
     * @param stacked whether the values of the lines are drawn on top of each other
     */
    record Graph(Bounds bounds, String title, Duration period, boolean stacked, List<Line> lines) implements Widget {
        /** Returns the lines that the dashboard shows. Expressions use the others. */
        List<Line> visible() {
            return lines.stream().filter(Line::visible).toList();
        }
    }

    /**
     * The result of a query of CloudWatch Logs Insights.
     *
     * @param columns the names of the columns
     */
    record Table(Bounds bounds, String title, List<String> columns) implements Widget {}

    /** A line of a graph. */
    sealed interface Line {
        /** Returns the text of the legend. */
        String name();

        boolean visible();

        /** Returns whether the scale at the right belongs to the line. */
        boolean right();
    }

    /**
     * A statistic of a metric.
     *
     * @param id the name of the metric in expressions; empty if none uses it
     */
    record Measured(String name, boolean visible, boolean right, String id, Metric metric, String statistic)
            implements Line {}

    /** An expression of CloudWatch's metric math. */
    record Calculated(String name, boolean visible, boolean right, String expression) implements Line {}

    /**
     * All metrics of a name that have these dimensions and no others.
     *
     * @param dimensions the names of all dimensions, and their values; a value is empty if it may be any
     */
    record Searched(
            String name,
            boolean visible,
            boolean right,
            String namespace,
            String metric,
            Map<String, String> dimensions,
            String statistic)
            implements Line {}
}
