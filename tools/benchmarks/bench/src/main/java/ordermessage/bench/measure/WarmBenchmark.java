package ordermessage.bench.measure;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** Measures warm functions, with one client: the time of a request, the log of a request, and the memory. */
public final class WarmBenchmark {
    private static final int WARM_UP_CALLS = 4_000;
    private static final int CALLS = 1_000;

    /**
     * The numbers of requests after which memory is measured. Rounds can make so many requests, and each of these numbers is
     * the end of a round then, because it is a multiple of {@link #CALLS} like the number of the calls that warm up.
     */
    private static final SortedMap<Integer, Metric> MEMORY_METRICS = new TreeMap<>(Map.of(
            10_000, Metric.MEMORY_AFTER_10_000_REQUESTS,
            20_000, Metric.MEMORY_AFTER_20_000_REQUESTS));

    /**
     * With an engine latency, the number of calls is divided by this. The calls take longer then, so the JIT compilers have
     * enough time with fewer calls.
     */
    private static final int LATENCY_DIVISOR = 4;

    private final BenchStack stack;
    private final int rounds;
    private final SampleEvents events;
    private final Measurements measurements;

    public WarmBenchmark(BenchStack stack, int rounds, SampleEvents events, Measurements measurements) {
        this.stack = stack;
        this.rounds = rounds;
        this.events = events;
        this.measurements = measurements;
    }

    /** Runs all rounds for one function. Each round measures each variant. */
    public void run(ServiceFunction function) {
        try (var variants = new DeployedVariants(stack, function)) {
            variants.forEach((variant, deployed) -> client(deployed, function).call(calls(WARM_UP_CALLS)));
            var requests = WARM_UP_CALLS;
            for (var i = 0; i < rounds; i++) {
                variants.forEach((variant, deployed) -> measureTime(function, variant, deployed));
                requests += CALLS;
                measureMemory(function, variants, requests);
            }
            variants.remove(Variant.BASELINE);
            variants.forEach((variant, deployed) -> measureLog(function, variant, deployed));
            requests += CALLS;
            measureMemory(function, variants, requests);
            if (hasMemory()) {
                for (var mark : MEMORY_METRICS.tailMap(requests + 1).keySet()) {
                    var calls = mark - requests;
                    variants.forEach(
                            (variant, deployed) -> client(deployed, function).call(calls));
                    requests = mark;
                    measureMemory(function, variants, requests);
                }
            }
        }
    }

    private void measureTime(ServiceFunction function, Variant variant, LambdaFunction deployed) {
        var samples = client(deployed, function).measure(calls(CALLS));
        add(function, Metric.WARM_P50, variant, samples.percentile(0.50));
        add(function, Metric.WARM_P99, variant, samples.percentile(0.99));
    }

    /** Measures the log of a request. The last lines may arrive too late to count, but they are few of many. */
    private void measureLog(ServiceFunction function, Variant variant, LambdaFunction deployed) {
        var before = stack.loggedCharacters();
        client(deployed, function).call(calls(CALLS));
        add(function, Metric.REQUEST_LOG, variant, (double) (stack.loggedCharacters() - before) / calls(CALLS));
    }

    /** Measures the memory of all variants but the baseline, if this number of requests to each has a metric. */
    private void measureMemory(ServiceFunction function, DeployedVariants variants, int requests) {
        if (hasMemory() && MEMORY_METRICS.containsKey(requests)) {
            variants.forEach((variant, deployed) -> {
                if (variant != Variant.BASELINE) {
                    add(
                            function,
                            MEMORY_METRICS.get(requests),
                            variant,
                            ProcessInspector.of(deployed).residentMegabytes());
                }
            });
        }
    }

    /** Returns whether memory is measured. With an engine latency, it would be the same, and there are fewer requests. */
    private boolean hasMemory() {
        return stack.engineLatency().isZero();
    }

    private int calls(int withoutLatency) {
        return stack.engineLatency().isZero() ? withoutLatency : withoutLatency / LATENCY_DIVISOR;
    }

    private FunctionClient client(LambdaFunction deployed, ServiceFunction function) {
        return new FunctionClient(deployed, events.of(function));
    }

    private void add(ServiceFunction function, Metric metric, Variant variant, double value) {
        measurements.add(BenchmarkTarget.of(function), metric, variant, value);
    }
}
