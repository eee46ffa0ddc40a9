package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedMetricsTest {
    private final Metrics metrics = new Metrics(new TestClock());
    private final EmbeddedMetrics embedded = new EmbeddedMetrics(metrics);

    @Test
    void aNumberAndAnArrayAreRecordedForEachSetOfDimensions() {
        var isMetric = embedded.record("""
                {"_aws":{"Timestamp":1764158400000,"CloudWatchMetrics":[{"Namespace":"OrderMessages",\
                "Dimensions":[["Stack"],["Stack","Reason"]],\
                "Metrics":[{"Name":"Rejected","Unit":"Count"},{"Name":"Took","Unit":"Milliseconds"}]}]},\
                "Stack":"orders","Reason":"invalid","Rejected":3,"Took":[5,7.5],"message_id":"m"}""");

        assertThat(isMetric).isTrue();
        assertThat(metrics.total(metric("Rejected", Map.of("Stack", "orders")), Statistic.Simple.SUM))
                .isEqualTo(3);
        assertThat(metrics.total(
                        metric("Rejected", Map.of("Stack", "orders", "Reason", "invalid")), Statistic.Simple.SUM))
                .isEqualTo(3);
        assertThat(metrics.total(metric("Took", Map.of("Stack", "orders")), Statistic.Simple.SUM))
                .isEqualTo(12.5);
        assertThat(metrics.total(metric("Took", Map.of("Stack", "orders")), Statistic.Simple.SAMPLE_COUNT))
                .isEqualTo(2);
    }

    @Test
    void aDeclaredMetricWithoutAMemberHasNoValue() {
        assertThat(embedded.record("""
                {"_aws":{"CloudWatchMetrics":[{"Namespace":"N","Dimensions":[[]],"Metrics":[{"Name":"A"}]}]}}""")).isTrue();
        assertThat(metrics.known()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text with \"_aws\" in it",
                "{\"level\":\"INFO\",\"message\":\"ordinary\"}",
                "{\"_aws\":1}",
                "{\"_aws\":{}}",
                "{\"_aws\":{\"CloudWatchMetrics\":[{}]}}",
                "{\"_aws\":",
                "{\"_aws\":{\"CloudWatchMetrics\":[{\"Namespace\":\"N\",\"Dimensions\":[[\"X\"]],\"Metrics\":[]}]}}"
            })
    void anyOtherLineIsNoMetric(String line) {
        assertThat(embedded.record(line)).isFalse();
    }

    private static Metric metric(String name, Map<String, String> dimensions) {
        return new Metric("OrderMessages", name, dimensions);
    }
}
