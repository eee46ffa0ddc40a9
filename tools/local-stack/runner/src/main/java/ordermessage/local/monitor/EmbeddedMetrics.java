package ordermessage.local.monitor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ordermessage.local.template.Resource.Metric;

/**
 * Finds metrics in the output of functions. They are lines in CloudWatch's embedded metric format: JSON objects whose
 * member {@code _aws} declares which other members are metrics and dimensions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Specification: CloudWatch embedded metric format</a>
 */
public final class EmbeddedMetrics {
    private final Metrics metrics;

    public EmbeddedMetrics(Metrics metrics) {
        this.metrics = metrics;
    }

    /** Records the metrics of a line. Returns whether the line is in the embedded metric format. */
    public boolean record(String line) {
        if (!line.startsWith("{") || !line.contains("\"_aws\"")) {
            return false;
        }
        try {
            var root = JsonParser.parseString(line).getAsJsonObject();
            var directives = root.getAsJsonObject("_aws").getAsJsonArray("CloudWatchMetrics");
            directives.forEach(directive -> record(root, directive.getAsJsonObject()));
            return true;
        } catch (RuntimeException e) { // All of them: a function may print anything.
            // The line is not in the format. Like CloudWatch, this class ignores it.
            return false;
        }
    }

    private void record(JsonObject root, JsonObject directive) {
        var namespace = directive.get("Namespace").getAsString();
        for (var names : directive.getAsJsonArray("Dimensions")) {
            var dimensions = dimensions(root, names.getAsJsonArray());
            for (var definition : directive.getAsJsonArray("Metrics")) {
                var name = definition.getAsJsonObject().get("Name").getAsString();
                var metric = new Metric(namespace, name, dimensions);
                values(root.get(name)).forEach(value -> metrics.record(metric, value.getAsDouble()));
            }
        }
    }

    private static Map<String, String> dimensions(JsonObject root, JsonArray names) {
        var dimensions = new LinkedHashMap<String, String>();
        names.forEach(name ->
                dimensions.put(name.getAsString(), root.get(name.getAsString()).getAsString()));
        return dimensions;
    }

    private static List<JsonElement> values(JsonElement member) {
        return switch (member) {
            case null -> List.of();
            case JsonArray several -> several.asList();
            default -> List.of(member);
        };
    }
}
