package ordermessage.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.local.monitor.Expression;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;

/** The values that a local stack has measured for the graphs of a dashboard. */
final class Figures {
    static final String NOT_MEASURED = "not measured on one machine";
    static final String NO_DATA = "no data";

    private final Metrics metrics;
    private final Instant from;
    private final Duration span;

    /**
     * @param from the first minute
     * @param span the time that the graphs show
     */
    Figures(Metrics metrics, Instant from, Duration span) {
        this.metrics = metrics;
        this.from = from;
        this.span = span;
    }

    Duration span() {
        return span;
    }

    /** Returns the values of each visible line. A search gives as many curves as it finds metrics. */
    List<Curve> curves(Widget.Graph graph) {
        return graph.visible().stream().flatMap(line -> curves(graph, line)).toList();
    }

    private Stream<Curve> curves(Widget.Graph graph, Widget.Line line) {
        return switch (line) {
            case Widget.Measured measured ->
                Stream.of(curve(
                        line,
                        metrics.isMeasured(measured.metric()),
                        values(graph.period(), (start, end) -> statistic(measured, start, end))));
            case Widget.Calculated calculated -> Stream.of(calculated(graph, calculated));
            case Widget.Searched searched -> searched(graph, searched);
        };
    }

    private Curve calculated(Widget.Graph graph, Widget.Calculated line) {
        var expression = Expression.parse(line.expression());
        var inputs = graph.lines().stream()
                .filter(Widget.Measured.class::isInstance)
                .map(Widget.Measured.class::cast)
                .filter(input -> Expression.ids(expression).contains(input.id()))
                .toList();
        var measured = inputs.stream().allMatch(input -> metrics.isMeasured(input.metric()));
        return curve(line, measured, values(graph.period(), (start, end) -> {
            var found = new HashMap<String, Double>();
            inputs.forEach(input -> statistic(input, start, end).ifPresent(value -> found.put(input.id(), value)));
            return Expression.evaluate(expression, found);
        }));
    }

    private Stream<Curve> searched(Widget.Graph graph, Widget.Searched search) {
        var found = metrics.known().stream()
                .filter(metric -> matches(metric, search))
                .collect(Collectors.toMap(metric -> name(metric, search), Function.identity()));
        if (found.isEmpty()) {
            return Stream.of(curve(search, true, List.of()));
        }
        return found.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey()))
                .map(entry -> new Curve(
                        entry.getKey(),
                        search.right(),
                        "",
                        values(
                                graph.period(),
                                (start, end) -> statistic(entry.getValue(), search.statistic(), start, end))));
    }

    private static boolean matches(Metric metric, Widget.Searched search) {
        return metric.namespace().equals(search.namespace())
                && metric.name().equals(search.metric())
                && metric.dimensions().keySet().equals(search.dimensions().keySet())
                && metric.dimensions().entrySet().stream()
                        .allMatch(dimension -> search.dimensions()
                                        .get(dimension.getKey())
                                        .isEmpty()
                                || search.dimensions().get(dimension.getKey()).equals(dimension.getValue()));
    }

    /** The name of a found metric has the values that the search leaves open. */
    private static String name(Metric metric, Widget.Searched search) {
        return search.name() + " "
                + metric.dimensions().entrySet().stream()
                        .filter(dimension ->
                                search.dimensions().get(dimension.getKey()).isEmpty())
                        .map(dimension -> dimension.getValue())
                        .sorted()
                        .collect(Collectors.joining(" "));
    }

    private OptionalDouble statistic(Widget.Measured line, Instant start, Instant end) {
        return statistic(line.metric(), line.statistic(), start, end);
    }

    /** @throws IllegalArgumentException when the local stack cannot calculate the statistic */
    private OptionalDouble statistic(Metric metric, String name, Instant start, Instant end) {
        var statistic = Statistic.of(name)
                .orElseThrow(() -> new IllegalArgumentException("The statistic " + name + " is not supported"));
        return metrics.statistic(metric, statistic, start, end);
    }

    private List<OptionalDouble> values(Duration period, BiFunction<Instant, Instant, OptionalDouble> value) {
        var values = new ArrayList<OptionalDouble>();
        for (var start = from; start.isBefore(from.plus(span)); start = start.plus(period)) {
            values.add(value.apply(start, start.plus(period)));
        }
        return values;
    }

    private static Curve curve(Widget.Line line, boolean measured, List<OptionalDouble> values) {
        var empty = values.stream().allMatch(OptionalDouble::isEmpty);
        var note = !measured ? NOT_MEASURED : empty ? NO_DATA : "";
        return new Curve(line.name(), line.right(), note, measured ? values : List.of());
    }
}
