package ordermessage.bench.tune;

import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.LatencySamples;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.result.RoundValues;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** Measures a function with one memory size: its starts, its warm calls, and its batches. */
final class PowerTuning {
    private static final int WARM_UP_CALLS = 600;
    private static final int CALLS = 400;
    private static final int BATCHES = 60;
    private static final int BATCH = 10;

    private final BenchStack stack;
    private final SampleEvents events;
    private final int starts;

    PowerTuning(BenchStack stack, SampleEvents events, int starts) {
        this.stack = stack;
        this.events = events;
        this.starts = starts;
    }

    MemoryFigures measure(ServiceFunction function, int memory) {
        var inits = new RoundValues();
        var firstRequests = new RoundValues();
        for (var i = 1; i < starts; i++) {
            try (var deployed = stack.serviceWithMemory(function, memory)) {
                start(deployed, function, inits, firstRequests);
            }
        }
        try (var deployed = stack.serviceWithMemory(function, memory)) {
            start(deployed, function, inits, firstRequests);
            var client = new FunctionClient(deployed, events.of(function));
            client.call(WARM_UP_CALLS);
            var warm = client.measure(CALLS);
            var hasBatches = function == ServiceFunction.PROCESS;
            var billed = hasBatches ? batches(deployed) : warm;
            return new MemoryFigures(
                    memory,
                    inits.median(),
                    firstRequests.median(),
                    warm.percentile(0.50),
                    warm.percentile(0.99),
                    billed.billedMean(),
                    hasBatches ? BATCH : 1,
                    hasBatches ? billed.percentile(0.50) : Double.NaN);
        }
    }

    private LatencySamples batches(LambdaFunction deployed) {
        var client = new FunctionClient(deployed, () -> events.batch(BATCH));
        client.call(BATCHES);
        return client.measure(BATCHES);
    }

    private void start(
            LambdaFunction deployed, ServiceFunction function, RoundValues inits, RoundValues firstRequests) {
        var start = System.nanoTime();
        deployed.warm();
        inits.add((System.nanoTime() - start) / 1e6);
        firstRequests.add(new FunctionClient(deployed, events.of(function)).measureOnce());
    }
}
