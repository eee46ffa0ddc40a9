package ordermessage.local.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ordermessage.local.gateway.RequestListener;
import ordermessage.local.runtime.InvocationListener;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;

/** Records the metrics that AWS's services report by themselves. */
public final class AwsMetrics {
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private final Metrics metrics;
    private final String stack;

    /** @param stack the name of the stack, which is also that of its API */
    public AwsMetrics(Metrics metrics, String stack) {
        this.metrics = metrics;
        this.stack = stack;
    }

    /** Returns the listener that records the metrics of the API. */
    public RequestListener of(Resource.Api api) {
        Arrays.stream(AwsMetric.OfApi.values()).forEach(metric -> metrics.declare(metric.of(api, stack)));
        return handled -> {
            var status = handled.status();
            record(api, AwsMetric.OfApi.COUNT, 1);
            record(api, AwsMetric.OfApi.CLIENT_ERRORS, status >= CLIENT_ERROR && status < SERVER_ERROR ? 1 : 0);
            record(api, AwsMetric.OfApi.SERVER_ERRORS, status >= SERVER_ERROR ? 1 : 0);
            record(api, AwsMetric.OfApi.LATENCY, milliseconds(handled.latency()));
        };
    }

    /** Returns the listener that records the metrics of a function and of its alias. */
    public InvocationListener of(Resource.Function function) {
        return new FunctionMetrics(metrics, function);
    }

    /** Returns what records a throttled write to one of these tables. It takes the name of the table. */
    public Consumer<String> throttledWrites(List<Resource.Table> tables) {
        tables.forEach(table -> metrics.declare(AwsMetric.OfTable.WRITE_THROTTLE_EVENTS.of(table.name())));
        return table -> metrics.record(AwsMetric.OfTable.WRITE_THROTTLE_EVENTS.of(table), 1);
    }

    private void record(Resource.Api api, AwsMetric.OfApi metric, double value) {
        metrics.record(metric.of(api, stack), value);
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static final class FunctionMetrics implements InvocationListener {
        private final Metrics metrics;
        private final Map<AwsMetric.OfFunction, List<Metric>> all = new EnumMap<>(AwsMetric.OfFunction.class);

        FunctionMetrics(Metrics metrics, Resource.Function function) {
            this.metrics = metrics;
            for (var metric : AwsMetric.OfFunction.values()) {
                var both = Stream.concat(Stream.of(metric.of(function)), metric.ofAlias(function).stream())
                        .toList();
                both.forEach(metrics::declare);
                all.put(metric, both);
            }
        }

        @Override
        public void waits() {
            record(AwsMetric.OfFunction.THROTTLES, 1);
        }

        @Override
        public void starts(int concurrent) {
            record(AwsMetric.OfFunction.CONCURRENT_EXECUTIONS, concurrent);
        }

        @Override
        public void ends(Duration duration, Outcome outcome) {
            record(AwsMetric.OfFunction.INVOCATIONS, 1);
            record(AwsMetric.OfFunction.ERRORS, outcome instanceof Outcome.Failed ? 1 : 0);
            record(AwsMetric.OfFunction.DURATION, milliseconds(duration));
        }

        private void record(AwsMetric.OfFunction metric, double value) {
            all.get(metric).forEach(each -> metrics.record(each, value));
        }
    }
}
