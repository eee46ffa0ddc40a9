package ordermessage.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
    private final ServiceMetrics metrics = new ServiceMetrics("order-messages");

    @Test
    void metricsWithoutAReasonHaveTheStackAsTheirOnlyDimension() {
        var line = printed(() -> metrics.emit(content -> content.count(Metric.STORED, 3)
                .duration(Metric.ACCEPTED_TO_STORED, Duration.ofMillis(40))
                .duration(Metric.ACCEPTED_TO_STORED, Duration.ofMillis(70))));

        var directive = directive(line);
        assertThat(directive.get("Namespace").getAsString()).isEqualTo("OrderMessages");
        assertThat(directive.get("Dimensions")).hasToString("[[\"Stack\"]]");
        assertThat(directive.getAsJsonArray("Metrics"))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "{\"Name\":\"Stored\",\"Unit\":\"Count\"}",
                        "{\"Name\":\"AcceptedToStored\",\"Unit\":\"Milliseconds\"}");
        assertThat(line.get("Stack").getAsString()).isEqualTo("order-messages");
        assertThat(line.get("Stored").getAsDouble()).isEqualTo(3);
        assertThat(line.get("AcceptedToStored")).hasToString("[40.0,70.0]");
    }

    @Test
    void metricsWithAReasonExistWithoutAndWithIt() {
        var line = printed(() -> metrics.emit("conflict", content -> content.count(Metric.REJECTED, 1)));

        assertThat(directive(line).getAsJsonArray("Dimensions"))
                .extracting(Object::toString)
                .containsExactly("[\"Stack\"]", "[\"Stack\",\"Reason\"]");
        assertThat(line.get("Reason").getAsString()).isEqualTo("conflict");
    }

    @Test
    void aLineDoesNotContainTheLinesBeforeIt() {
        var lines = lines(() -> {
            metrics.emit("conflict", content -> content.count(Metric.REJECTED, 1));
            metrics.emit(content -> content.count(Metric.ACCEPTED, 1));
        });

        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().keySet())
                .doesNotContain("Rejected", "Reason")
                .contains("Accepted");
        assertThat(directive(lines.getLast()).get("Dimensions")).hasToString("[[\"Stack\"]]");
    }

    /** Powertools refuses a dimension with a blank value. */
    @Test
    void aMetricThatCannotBeEmittedDoesNotThrowAndTheNextOneIsEmitted() {
        metrics.emit(" ", content -> content.count(Metric.REJECTED, 1));

        var line = printed(() -> metrics.emit(content -> content.count(Metric.ACCEPTED, 1)));

        assertThat(line.get("Accepted").getAsDouble()).isEqualTo(1);
        assertThat(directive(line).get("Dimensions")).hasToString("[[\"Stack\"]]");
    }

    private static JsonObject directive(JsonObject line) {
        return line.getAsJsonObject("_aws")
                .getAsJsonArray("CloudWatchMetrics")
                .get(0)
                .getAsJsonObject();
    }

    private static JsonObject printed(Runnable action) {
        var lines = lines(action);
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    private static List<JsonObject> lines(Runnable action) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
    }
}
