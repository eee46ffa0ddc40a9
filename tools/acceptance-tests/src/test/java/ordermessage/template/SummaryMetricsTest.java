package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.monitor.Summary;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;
import ordermessage.metrics.Metric;
import ordermessage.metrics.ServiceMetrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that the summary of make run knows the metrics of the service by their names. */
class SummaryMetricsTest {
    @ParameterizedTest
    @EnumSource
    void everyMetricOfTheServiceIsInTheSummary(Metric metric) {
        var metrics = new Metrics(InstantSource.system());
        metrics.record(new Resource.Metric(ServiceMetrics.NAMESPACE, metric.id(), Map.of("Stack", "stack")), 7);

        var lines = new Summary(new Stack(List.of(), Map.of(), List.of()), "stack", metrics).lines();

        assertThat(lines).anySatisfy(line -> assertThat(line).contains(" 7 "));
    }
}
