package ordermessage.local.monitor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Statistic;

/** Sums the metrics of a stack up, from its start. */
public final class Summary {
    private static final Statistic P50 = new Statistic.Percentile(50);
    private static final Statistic P99 = new Statistic.Percentile(99);
    /** The service's own metrics. Its functions print them with this namespace and these dimensions. */
    private static final String NAMESPACE = "OrderMessages";

    private static final String STACK = "Stack";
    private static final String REASON = "Reason";

    private final Stack stack;
    private final String name;
    private final Metrics metrics;

    /** @param name the name of the stack */
    public Summary(Stack stack, String name, Metrics metrics) {
        this.stack = stack;
        this.name = name;
        this.metrics = metrics;
    }

    /** Returns lines for the API, for each function and, if the service has counted messages, for them. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        stack.api().ifPresent(api -> lines.add(line(api)));
        stack.functions().forEach(function -> lines.add(line(function)));
        if (metrics.named(NAMESPACE).findAny().isPresent()) {
            lines.add(messages());
            lines.add(acceptedToStored());
        }
        return lines;
    }

    private String messages() {
        return "Messages: %.0f accepted, %.0f refused%s; %.0f stored, %.0f duplicates, %.0f conflicts, "
                        .formatted(
                                count("Accepted"),
                                count("Rejected"),
                                reasons("Rejected"),
                                count("Stored"),
                                count("Duplicate"),
                                count("Conflict"))
                + "%.0f dead-lettered%s, %.0f redelivered"
                        .formatted(count("DeadLettered"), reasons("DeadLettered"), count("Redelivered"));
    }

    private String acceptedToStored() {
        var age = own("AcceptedToStored");
        return "Accepted to stored: p50 %.0f ms, p99 %.0f ms, at most %.0f ms"
                .formatted(
                        metrics.total(age, P50), metrics.total(age, P99), metrics.total(age, Statistic.Simple.MAXIMUM));
    }

    /** Returns how often each reason occurred, the most frequent first, such as {@code  (2 invalid, 1 conflict)}. */
    private String reasons(String metric) {
        var reasons = metrics.named(NAMESPACE)
                .filter(each ->
                        each.name().equals(metric) && each.dimensions().keySet().equals(Set.of(STACK, REASON)))
                .filter(each -> name.equals(each.dimensions().get(STACK)))
                .sorted(Comparator.comparingDouble((Metric each) -> -metrics.total(each, Statistic.Simple.SUM))
                        .thenComparing(each -> each.dimensions().get(REASON)))
                .map(each -> "%.0f %s"
                        .formatted(
                                metrics.total(each, Statistic.Simple.SUM),
                                each.dimensions().get(REASON)))
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "" : " (" + reasons + ")";
    }

    private double count(String metric) {
        return metrics.total(own(metric), Statistic.Simple.SUM);
    }

    private Metric own(String metric) {
        return new Metric(NAMESPACE, metric, Map.of(STACK, name));
    }

    private String line(Resource.Api api) {
        return "API: %.0f requests, %.0f of them 4xx, %.0f 5xx; p99 %.0f ms"
                .formatted(
                        total(api, AwsMetric.OfApi.COUNT, Statistic.Simple.SUM),
                        total(api, AwsMetric.OfApi.CLIENT_ERRORS, Statistic.Simple.SUM),
                        total(api, AwsMetric.OfApi.SERVER_ERRORS, Statistic.Simple.SUM),
                        total(api, AwsMetric.OfApi.LATENCY, P99));
    }

    private String line(Resource.Function function) {
        return "%s: %.0f invocations, %.0f failed, %.0f waited; at most %.0f at a time; p99 %.0f ms"
                .formatted(
                        function.logicalId(),
                        total(function, AwsMetric.OfFunction.INVOCATIONS, Statistic.Simple.SUM),
                        total(function, AwsMetric.OfFunction.ERRORS, Statistic.Simple.SUM),
                        total(function, AwsMetric.OfFunction.THROTTLES, Statistic.Simple.SUM),
                        total(function, AwsMetric.OfFunction.CONCURRENT_EXECUTIONS, Statistic.Simple.MAXIMUM),
                        total(function, AwsMetric.OfFunction.DURATION, P99));
    }

    private double total(Resource.Api api, AwsMetric.OfApi metric, Statistic statistic) {
        return metrics.total(metric.of(api, name), statistic);
    }

    private double total(Resource.Function function, AwsMetric.OfFunction metric, Statistic statistic) {
        return metrics.total(metric.of(function), statistic);
    }
}
