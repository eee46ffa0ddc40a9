package ordermessage.bench.variants;

import java.nio.file.Path;
import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.ProcessInspector;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.LambdaFunction;

/** Measures one start of a function as a variant: from the start over the first request to the last of many. */
final class VariantBenchmark {
    /** The number of the last requests whose time counts as warm. */
    static final int WARM_REQUESTS = 400;

    private final BenchStack stack;
    private final SampleEvents events;
    private final Path otherHttpClients;
    private final int requests;
    private final VariantFigures figures;

    /**
     * @param otherHttpClients the folder with {@link HttpClientArtifacts}
     * @param requests the number of requests of each start, at least {@link #WARM_REQUESTS} and one
     * @param figures receives the values
     */
    VariantBenchmark(
            BenchStack stack, SampleEvents events, Path otherHttpClients, int requests, VariantFigures figures) {
        this.stack = stack;
        this.events = events;
        this.otherHttpClients = otherHttpClients;
        this.requests = requests;
        this.figures = figures;
    }

    void start(ServiceFunction function, FunctionVariant variant) {
        try (var deployed = deploy(function, variant)) {
            var start = System.nanoTime();
            deployed.warm();
            figures.add(function, variant, VariantMetric.START_TO_SNAPSHOT, (System.nanoTime() - start) / 1e6);

            var client = new FunctionClient(deployed, events.of(function));
            figures.add(function, variant, VariantMetric.FIRST_REQUEST, client.measureOnce());
            client.call(requests - WARM_REQUESTS - 1);

            var process = ProcessInspector.of(deployed);
            var before = process.processorMilliseconds();
            var warm = client.measure(WARM_REQUESTS);
            figures.add(function, variant, VariantMetric.WARM_P50, warm.percentile(0.50));
            figures.add(function, variant, VariantMetric.WARM_P99, warm.percentile(0.99));
            figures.add(
                    function,
                    variant,
                    VariantMetric.PROCESSOR_TIME,
                    (process.processorMilliseconds() - before) / WARM_REQUESTS);

            figures.add(function, variant, VariantMetric.MEMORY, process.residentMegabytes());
            process.jcmd("System.trim_native_heap");
            figures.add(function, variant, VariantMetric.TRIMMED_MEMORY, process.residentMegabytes());
        }
    }

    private LambdaFunction deploy(ServiceFunction function, FunctionVariant variant) {
        return variant.hasOtherHttpClient()
                ? stack.service(function, variant.jvmOptions(), variant.variables(), otherHttpClients)
                : stack.service(function, variant.jvmOptions(), variant.variables());
    }
}
