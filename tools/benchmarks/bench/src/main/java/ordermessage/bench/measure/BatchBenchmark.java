package ordermessage.bench.measure;

import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** Measures the time to store a batch with one message, and a batch with ten messages. */
public final class BatchBenchmark {
    private static final int WARM_UP_CALLS = 400;
    private static final int CALLS = 150;

    private final BenchStack stack;
    private final int rounds;
    private final SampleEvents events;
    private final Measurements measurements;
    private final BenchmarkTarget target;

    /** @param target the target of the figures, which says how distant the engines of the stack are */
    public BatchBenchmark(
            BenchStack stack, int rounds, SampleEvents events, Measurements measurements, BenchmarkTarget target) {
        this.stack = stack;
        this.rounds = rounds;
        this.events = events;
        this.measurements = measurements;
        this.target = target;
    }

    /** Runs all rounds. Each round measures each variant. */
    public void run() {
        try (var variants = new DeployedVariants(stack, ServiceFunction.PROCESS)) {
            variants.forEach((variant, function) -> batches(function, 10).call(WARM_UP_CALLS));
            for (var i = 0; i < rounds; i++) {
                variants.forEach(this::measure);
            }
        }
    }

    private void measure(Variant variant, LambdaFunction function) {
        add(Metric.ONE_MESSAGE_P50, variant, batches(function, 1).measure(CALLS));
        add(Metric.TEN_MESSAGES_P50, variant, batches(function, 10).measure(CALLS));
    }

    private FunctionClient batches(LambdaFunction function, int messages) {
        return new FunctionClient(function, () -> events.batch(messages));
    }

    private void add(Metric metric, Variant variant, LatencySamples samples) {
        measurements.add(target, metric, variant, samples.percentile(0.5));
    }
}
