package ordermessage.bench.measure;

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

    /** The number of calls before the first memory figure, and again before the second. */
    private static final int MEMORY_CALLS = 10_000;

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
            for (var i = 0; i < rounds; i++) {
                variants.forEach((variant, deployed) -> measureTime(function, variant, deployed));
            }
            variants.remove(Variant.BASELINE);
            variants.forEach((variant, deployed) -> {
                measureLog(function, variant, deployed);
                if (stack.engineLatency().isZero()) {
                    // With an engine latency, memory would be the same.
                    measureMemory(function, variant, deployed);
                }
            });
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

    private void measureMemory(ServiceFunction function, Variant variant, LambdaFunction deployed) {
        var client = client(deployed, function);
        var process = ProcessInspector.of(deployed);
        client.call(Math.max(0, MEMORY_CALLS - WARM_UP_CALLS - (rounds + 1) * CALLS));
        add(function, Metric.MEMORY_AFTER_10_000_REQUESTS, variant, process.residentMegabytes());
        client.call(MEMORY_CALLS);
        add(function, Metric.MEMORY_AFTER_20_000_REQUESTS, variant, process.residentMegabytes());
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
