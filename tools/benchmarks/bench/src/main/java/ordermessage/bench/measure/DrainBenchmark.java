package ordermessage.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.queue.QueueAddress;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.template.Resource.QueueSource;

/** Measures how fast a filled queue is drained, and how fast the baseline writes the same messages without a queue. */
public final class DrainBenchmark {
    private static final int BACKLOG = 1_000;
    private static final int BATCH_SIZE = 10;
    private static final int BARE_WRITE_PROCESSES = 2;
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    /** A number of processes, and the metric of their drain rate. */
    private record Concurrency(int processes, Metric drainRate) {}

    private static final List<Concurrency> CONCURRENCIES = List.of(
            new Concurrency(1, Metric.DRAIN_RATE_1_PROCESS),
            new Concurrency(2, Metric.DRAIN_RATE_2_PROCESSES),
            new Concurrency(4, Metric.DRAIN_RATE_4_PROCESSES));

    /** A function that drains the queue. */
    private record Consumer(Variant variant, Concurrency concurrency, LambdaFunction function) {}

    private final BenchStack stack;
    private final int rounds;
    private final SampleEvents events;
    private final Measurements measurements;
    private final QueueUnderTest queue;

    public DrainBenchmark(BenchStack stack, int rounds, SampleEvents events, Measurements measurements) {
        this.stack = stack;
        this.rounds = rounds;
        this.events = events;
        this.measurements = measurements;
        this.queue = new QueueUnderTest(stack.local(), events);
    }

    /** Runs all rounds, after one round without figures that warms up the functions. */
    public void run() {
        var consumers = new ArrayList<Consumer>();
        try {
            for (var concurrency : CONCURRENCIES) {
                consumers.add(new Consumer(
                        Variant.SERVICE, concurrency, stack.service(ServiceFunction.PROCESS, concurrency.processes())));
            }
            for (var concurrency : CONCURRENCIES) {
                consumers.add(new Consumer(
                        Variant.BASELINE,
                        concurrency,
                        stack.baseline(ServiceFunction.PROCESS, concurrency.processes())));
            }
            runRound(consumers, new Measurements());
            for (var i = 0; i < rounds; i++) {
                runRound(consumers, measurements);
            }
        } finally {
            consumers.forEach(consumer -> consumer.function().close());
        }
    }

    private void runRound(List<Consumer> consumers, Measurements figures) {
        for (var consumer : consumers) {
            var rate = drainedPerSecond(consumer);
            figures.add(BenchmarkTarget.PIPELINE, consumer.concurrency().drainRate(), consumer.variant(), rate);
        }
        var writer = consumers.stream()
                .filter(consumer -> consumer.variant() == Variant.BASELINE
                        && consumer.concurrency().processes() == BARE_WRITE_PROCESSES)
                .findFirst()
                .orElseThrow();
        figures.add(
                BenchmarkTarget.PIPELINE,
                Metric.BARE_WRITE_RATE_2_PROCESSES,
                Variant.BASELINE,
                writtenPerSecond(writer.function(), events));
    }

    /** Fills the queue, drains it, and returns the messages a second. */
    private double drainedPerSecond(Consumer consumer) {
        queue.fill(BACKLOG);
        var source = stack.local().stack().functions().stream()
                .flatMap(declared -> declared.sources().stream())
                .findFirst()
                .orElseThrow();
        var start = System.nanoTime();
        try (var mapping = mapping(consumer, source)) {
            queue.awaitEmpty();
            var rate = BACKLOG / ((System.nanoTime() - start) / 1e9);
            // An interrupted poll could still receive messages of the next consumer, and hide them from it.
            mapping.pause();
            return rate;
        }
    }

    private EventSourceMapping mapping(Consumer consumer, QueueSource source) {
        var address = new QueueAddress(
                stack.local().queueUrl(source.queue()), stack.local().queueArn(source.queue()), LocalNames.REGION);
        return EventSourceMapping.start(
                stack.clients().sqs(),
                address,
                source,
                consumer.function(),
                consumer.concurrency().processes(),
                LONG_POLL,
                line -> {});
    }

    /**
     * Writes the messages with the baseline, without a queue, and returns the messages a second.
     *
     * @throws CallFailedException when a call fails
     */
    static double writtenPerSecond(Invoker baseline, SampleEvents events) {
        var client = new FunctionClient(baseline, () -> events.batch(BATCH_SIZE));
        var start = System.nanoTime();
        LoadGenerator.makeCalls(BARE_WRITE_PROCESSES, BACKLOG / BATCH_SIZE, () -> client.call(1));
        return BACKLOG / ((System.nanoTime() - start) / 1e9);
    }
}
