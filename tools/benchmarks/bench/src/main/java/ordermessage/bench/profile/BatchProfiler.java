package ordermessage.bench.profile;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ordermessage.bench.measure.FunctionClient;
import ordermessage.bench.measure.SampleEvents;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;

/**
 * Measures the processor time that a batch takes in each process: the function and the engines. On one machine they share
 * the same cores.
 */
public final class BatchProfiler {
    private static final int WARM_UP_CALLS = 400;
    private static final int CALLS = 200;
    private static final String FUNCTION = "the function";
    private static final String BENCHMARK = "the runner, and this benchmark";

    private final BenchStack stack;
    private final SampleEvents events;

    public BatchProfiler(BenchStack stack, SampleEvents events) {
        this.stack = stack;
        this.events = events;
    }

    /** The means of one invocation, in milliseconds. */
    private record Invocation(double elapsed, Map<String, Double> processorTimeByProgram) {
        double processorTime() {
            return processorTimeByProgram.values().stream()
                    .mapToDouble(time -> time)
                    .sum();
        }
    }

    /** Measures batches with one and with ten messages, and returns a table in Markdown. */
    public String profile() {
        try (var function = stack.service(ServiceFunction.PROCESS, 1)) {
            new FunctionClient(function, () -> events.batch(10)).call(WARM_UP_CALLS);
            var one = measure(function, 1);
            var ten = measure(function, 10);
            var cores = Runtime.getRuntime().availableProcessors();
            var text = new StringBuilder("| %s, warm | one message | ten of one batch |%n|---|---:|---:|%n"
                    .formatted(ServiceFunction.PROCESS));
            appendRow(text, "time to the answer, mean", one.elapsed(), ten.elapsed());
            ten.processorTimeByProgram()
                    .forEach((program, time) -> appendRow(
                            text,
                            "processor time, " + program,
                            one.processorTimeByProgram().getOrDefault(program, 0.0),
                            time));
            appendRow(text, "processor time together", one.processorTime(), ten.processorTime());
            appendRow(
                    text,
                    "of each of %d cores".formatted(cores),
                    one.processorTime() / cores,
                    ten.processorTime() / cores);
            return text.toString();
        }
    }

    private Invocation measure(LambdaFunction function, int messages) {
        var engines = engineNames();
        var before = processorTimes(engines);
        var start = System.nanoTime();
        new FunctionClient(function, () -> events.batch(messages)).call(CALLS);
        var elapsed = (System.nanoTime() - start) / 1e6 / CALLS;
        var times = processorTimes(engines);
        times.replaceAll((program, time) -> (time - before.getOrDefault(program, 0.0)) / CALLS);
        return new Invocation(elapsed, times);
    }

    /** Returns the names of the engines by the id of their process. */
    private Map<Long, String> engineNames() {
        var engines = stack.local().engines();
        return Map.of(
                engines.sqs().pid(), "ElasticMQ",
                engines.dynamoDb().pid(), "Dynoxide",
                engines.s3().pid(), "S3Proxy");
    }

    /** Returns the processor time so far of this process and its descendants, in milliseconds by program. */
    private static Map<String, Double> processorTimes(Map<Long, String> engines) {
        var times = new TreeMap<String, Double>();
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .forEach(process -> times.merge(
                        program(process, engines),
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6,
                        Double::sum));
        return times;
    }

    private static String program(ProcessHandle process, Map<Long, String> engines) {
        var isFunction = process.info().commandLine().orElse("").contains(JavaRuntime.CLIENT);
        return engines.getOrDefault(process.pid(), isFunction ? FUNCTION : BENCHMARK);
    }

    private static void appendRow(StringBuilder text, String name, double one, double ten) {
        text.append(String.format(Locale.ROOT, "| %s | %.1f ms | %.1f ms |%n", name, one, ten));
    }
}
