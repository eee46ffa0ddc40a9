package ordermessage.bench.measure;

import java.util.List;
import java.util.function.Supplier;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** Measures the time from the start of a function's process to its first answer, with and without SnapStart. */
public final class StartupBenchmark {
    /**
     * The JVM options of a primed start whose garbage is collected before the snapshot. Lambda's runtime does that if the
     * template does not disable it.
     */
    private static final List<String> COLLECT_GARBAGE = List.of("-XX:-DisableExplicitGC");

    /** Primed starts in one round. Each start gives only one value, because it has only one first request. */
    private static final int PRIMED_STARTS = 3;

    private static final int WARM_UP_CALLS = 1_000;
    private static final int CALLS = 300;

    private final BenchStack stack;
    private final SampleEvents events;
    private final Measurements measurements;

    public StartupBenchmark(BenchStack stack, SampleEvents events, Measurements measurements) {
        this.stack = stack;
        this.events = events;
        this.measurements = measurements;
    }

    /** Runs one round for one function. */
    public void run(ServiceFunction function) {
        measureUnprimed(function, Variant.SERVICE, () -> stack.serviceWithoutSnapStart(function));
        for (var i = 0; i < PRIMED_STARTS; i++) {
            measurePrimed(function);
            measurePrimedAndCollected(function);
        }
        measureNoOpHandler(function);
        measureUnprimed(function, Variant.BASELINE, () -> stack.baselineWithoutSnapStart(function));
        if (stack.hasCustom(function)) {
            measureUnprimed(function, Variant.CUSTOM, () -> stack.custom(function));
        }
    }

    private void measureUnprimed(ServiceFunction function, Variant variant, Supplier<LambdaFunction> deployment) {
        try (var deployed = deployment.get()) {
            var init = init(deployed);
            if (variant != Variant.BASELINE) {
                // The baseline of the init is the handler that does nothing.
                add(function, Metric.INIT, variant, init);
            }
            add(
                    function,
                    Metric.FIRST_REQUEST_UNPRIMED,
                    variant,
                    client(deployed, function).measureOnce());
            ProcessInspector.of(deployed)
                    .loadedClasses()
                    .ifPresent(classes -> add(function, Metric.CLASSES_LOADED_UNPRIMED, variant, (double) classes));
        }
    }

    private void measurePrimed(ServiceFunction function) {
        try (var deployed = stack.service(function, 1)) {
            add(function, Metric.INIT_AND_PRIMING, Variant.SERVICE, init(deployed));
            var client = client(deployed, function);
            add(function, Metric.FIRST_REQUEST_PRIMED, Variant.SERVICE, client.measureOnce());
            add(function, Metric.SECOND_REQUEST_PRIMED, Variant.SERVICE, client.measureOnce());
        }
    }

    private void measurePrimedAndCollected(ServiceFunction function) {
        try (var deployed = stack.service(function, COLLECT_GARBAGE)) {
            deployed.warm();
            add(
                    function,
                    Metric.FIRST_REQUEST_PRIMED_AND_COLLECTED,
                    Variant.SERVICE,
                    client(deployed, function).measureOnce());
        }
    }

    /** Measures the JVM and Lambda's runtime alone, with a handler that has nothing to prime. */
    private void measureNoOpHandler(ServiceFunction function) {
        try (var deployed = stack.noOpWithoutSnapStart(function)) {
            add(function, Metric.INIT, Variant.BASELINE, init(deployed));
            var client = client(deployed, function);
            add(function, Metric.NO_OP_FIRST_REQUEST, Variant.BASELINE, client.measureOnce());
            client.call(WARM_UP_CALLS);
            add(
                    function,
                    Metric.NO_OP_WARM_P50,
                    Variant.BASELINE,
                    client.measure(CALLS).percentile(0.5));
        }
    }

    /** Starts a process and returns the time until it is ready for its first event, in milliseconds. */
    private static double init(LambdaFunction deployed) {
        var start = System.nanoTime();
        deployed.warm();
        return (System.nanoTime() - start) / 1e6;
    }

    private FunctionClient client(LambdaFunction deployed, ServiceFunction function) {
        return new FunctionClient(deployed, events.of(function));
    }

    private void add(ServiceFunction function, Metric metric, Variant variant, double value) {
        measurements.add(BenchmarkTarget.of(function), metric, variant, value);
    }
}
