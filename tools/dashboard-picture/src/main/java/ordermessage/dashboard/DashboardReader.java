package ordermessage.dashboard;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.local.template.Resource.Metric;

/**
 * Reads the body of a dashboard.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html">
 *     Dashboard body structure and syntax</a>
 */
final class DashboardReader {
    private static final Pattern SEARCH =
            Pattern.compile("SEARCH\\('\\{([^}]*)}\\s*(.*?)',\\s*'(\\w+)'\\)", Pattern.DOTALL);
    private static final Pattern TERM = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern LINK = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
    private static final int DEFAULT_PERIOD = 300;

    private DashboardReader() {}

    static List<Widget> widgets(String body) {
        return objects(JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("widgets"))
                .map(DashboardReader::widget)
                .toList();
    }

    private static Widget widget(JsonObject widget) {
        var bounds = new Widget.Bounds(
                widget.get("x").getAsInt(),
                widget.get("y").getAsInt(),
                widget.get("width").getAsInt(),
                widget.get("height").getAsInt());
        var properties = widget.getAsJsonObject("properties");
        return switch (widget.get("type").getAsString()) {
            case "text" -> new Widget.Heading(bounds, plain(text(properties, "markdown")));
            case "alarm" -> new Widget.Alarms(bounds, text(properties, "title"), texts(properties, "alarms"));
            case "metric" -> graph(bounds, properties);
            case "log" ->
                new Widget.Table(bounds, text(properties, "title"), LogQuery.columns(text(properties, "query")));
            case String type -> throw new IllegalArgumentException("A widget of the type " + type + " is not known");
        };
    }

    private static Widget.Graph graph(Widget.Bounds bounds, JsonObject properties) {
        var lines = new ArrayList<Widget.Line>();
        for (var metric : properties.getAsJsonArray("metrics")) {
            lines.add(line(metric.getAsJsonArray(), optional(properties, "stat").orElse("Average")));
        }
        var period = properties.has("period") ? properties.get("period").getAsInt() : DEFAULT_PERIOD;
        var stacked = properties.has("stacked") && properties.get("stacked").getAsBoolean();
        return new Widget.Graph(
                bounds, text(properties, "title"), Duration.ofSeconds(period), stacked, LineNames.distinct(lines));
    }

    private static Widget.Line line(JsonArray metric, String defaultStatistic) {
        var options = metric.asList().getLast() instanceof JsonObject object ? object : new JsonObject();
        var visible = !options.has("visible") || options.get("visible").getAsBoolean();
        var right = optional(options, "yAxis").orElse("left").equals("right");
        var label = optional(options, "label").orElse("");
        if (options.has("expression")) {
            return expression(text(options, "expression"), label, visible, right);
        }
        var names = metric.asList().stream()
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
        if (names.size() % 2 != 0 || names.stream().anyMatch(name -> name.startsWith("."))) {
            throw new IllegalArgumentException("The metric " + metric + " is not written out in full");
        }
        var dimensions = new LinkedHashMap<String, String>();
        for (var i = 2; i < names.size(); i += 2) {
            dimensions.put(names.get(i), names.get(i + 1));
        }
        return new Widget.Measured(
                label.isEmpty() ? names.get(1) : label,
                visible,
                right,
                optional(options, "id").orElse(""),
                new Metric(names.get(0), names.get(1), dimensions),
                optional(options, "stat").orElse(defaultStatistic));
    }

    private static Widget.Line expression(String expression, String label, boolean visible, boolean right) {
        if (!expression.startsWith("SEARCH")) {
            return new Widget.Calculated(label, visible, right, expression);
        }
        var search = SEARCH.matcher(expression);
        if (!search.matches()) {
            throw new IllegalArgumentException("The expression " + expression + " is not known");
        }
        var schema = List.of(search.group(1).split(",", -1));
        var terms = new LinkedHashMap<String, String>();
        TERM.matcher(search.group(2)).results().forEach(term -> terms.put(term.group(1), term.group(2)));
        var name = Optional.ofNullable(terms.remove("MetricName"))
                .orElseThrow(() -> new IllegalArgumentException("The search " + expression + " names no metric"));
        var dimensions = new LinkedHashMap<String, String>();
        schema.stream().skip(1).forEach(dimension -> dimensions.put(dimension, terms.getOrDefault(dimension, "")));
        return new Widget.Searched(
                label.isEmpty() ? name : label,
                visible,
                right,
                schema.getFirst(),
                name,
                Map.copyOf(dimensions),
                search.group(3));
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll("$1").replaceFirst("^#+ ", "").replaceFirst(" \\(\\w+\\)$", "");
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsJsonObject);
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static Optional<String> optional(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).map(JsonElement::getAsString);
    }

    private static List<String> texts(JsonObject object, String name) {
        return object.getAsJsonArray(name).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }
}
