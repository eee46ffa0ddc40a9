package ordermessage.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;

/** Whose processor time a batch takes: the function's and the engines', which have the same cores on one machine. */
record BatchProfile(BenchStack stage, Events events) {
    private static final int WARMING = 400;
    private static final int CALLS = 200;
    private static final String BENCHMARK = "the runner, and this benchmark";

    /** Of one invocation, in milliseconds. */
    private record Cost(double elapsed, Map<String, Double> processorTime) {
        double together() {
            return processorTime.values().stream().mapToDouble(time -> time).sum();
        }
    }

    /** In Markdown. */
    String text() {
        try (var function = stage.service(BenchStack.PROCESS, 1)) {
            new Invocations(function, () -> events.batch(10)).warm(WARMING);
            var one = cost(function, 1);
            var ten = cost(function, 10);
            var cores = Runtime.getRuntime().availableProcessors();
            var text = new StringBuilder(
                    "| %s, warm | one message | ten of one batch |%n|---|---:|---:|%n".formatted(BenchStack.PROCESS));
            row(text, "time to the answer, mean", one.elapsed(), ten.elapsed());
            ten.processorTime()
                    .forEach((program, time) -> row(
                            text,
                            "processor time, " + program,
                            one.processorTime().getOrDefault(program, 0.0),
                            time));
            row(text, "processor time together", one.together(), ten.together());
            row(text, "of each of %d cores".formatted(cores), one.together() / cores, ten.together() / cores);
            return text.toString();
        }
    }

    private Cost cost(LambdaFunction function, int messages) {
        var programs = programs();
        var before = processorTimes(programs);
        var begun = System.nanoTime();
        new Invocations(function, () -> events.batch(messages)).warm(CALLS);
        var elapsed = (System.nanoTime() - begun) / 1e6 / CALLS;
        var times = processorTimes(programs);
        times.replaceAll((program, time) -> (time - before.getOrDefault(program, 0.0)) / CALLS);
        return new Cost(elapsed, times);
    }

    /** The names of the engines' processes. */
    private Map<Long, String> programs() {
        var engines = stage.local().engines();
        return Map.of(
                engines.sqs().pid(), "ElasticMQ",
                engines.dynamoDb().pid(), "Dynoxide",
                engines.s3().pid(), "S3Proxy");
    }

    private static Map<String, Double> processorTimes(Map<Long, String> programs) {
        var times = new TreeMap<String, Double>();
        Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        ProcessHandle.current().descendants())
                .forEach(process -> times.merge(
                        program(process, programs),
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6,
                        Double::sum));
        return times;
    }

    private static String program(ProcessHandle process, Map<Long, String> programs) {
        var isFunction = process.info().commandLine().orElse("").contains(JavaRuntime.CLIENT);
        return programs.getOrDefault(process.pid(), isFunction ? "the function" : BENCHMARK);
    }

    private static void row(StringBuilder text, String name, double one, double ten) {
        text.append(String.format(Locale.ROOT, "| %s | %.1f ms | %.1f ms |%n", name, one, ten));
    }
}
