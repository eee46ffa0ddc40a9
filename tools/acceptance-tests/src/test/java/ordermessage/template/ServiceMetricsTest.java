package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.acceptance.RunningService;
import ordermessage.logging.LogFields;
import ordermessage.metrics.Metric;
import org.junit.jupiter.api.Test;

/** Compares the names of the service's metrics and log members with those in the template and in the runbook. */
class ServiceMetricsTest {
    private static final List<String> NAMES =
            Arrays.stream(Metric.values()).map(Metric::id).toList();
    private static final String RUNBOOK =
            RunningService.read(RunningService.project().resolve("docs/operations.md"));

    @Test
    void theTemplateUsesOnlyMetricsThatTheServiceEmits() {
        var used = Stream.of(
                        "\\[\"OrderMessages\", \"(\\w+)\"",
                        "\\{OrderMessages,[^}]*\\} MetricName=\\\\\"(\\w+)",
                        "Namespace: OrderMessages\\s+MetricName: (\\w+)",
                        "MetricName: (\\w+)\\s+Namespace: OrderMessages")
                .flatMap(pattern -> all(pattern, RunningService.template()))
                .distinct()
                .toList();

        assertThat(used).contains("Redelivered", "Accepted", "Rejected").isSubsetOf(NAMES);
    }

    @Test
    void theRunbookNamesEveryMetric() {
        var section = RUNBOOK.substring(RUNBOOK.indexOf("## Metrics"), RUNBOOK.indexOf("## The dead-letter queue"));

        assertThat(all("(?m)^\\| `(\\w+)` \\|", section)).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    @Test
    void theRunbookNamesEveryMemberOfALogLine() {
        assertThat(Arrays.stream(LogFields.class.getDeclaredFields()).map(ServiceMetricsTest::value))
                .allSatisfy(name -> assertThat(RUNBOOK).contains("`" + name + "`"));
    }

    private static Stream<String> all(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(result -> result.group(1));
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
