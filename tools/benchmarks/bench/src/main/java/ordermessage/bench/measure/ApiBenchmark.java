package ordermessage.bench.measure;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.harness.Api;
import ordermessage.harness.ApiClient;
import ordermessage.local.queue.EventSourceMapping;

/** Measures the whole service over HTTP: the rate of requests, and the time from an accepted POST to a successful GET. */
public final class ApiBenchmark {
    private static final Duration LOAD_DURATION = Duration.ofSeconds(3);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(60);

    /** Longer than the visibility timeout, after which a failed record is received again. */
    private static final Duration LONGEST_STORAGE = Duration.ofMinutes(5);

    private static final int WARM_UP_PASSES = 4;
    private static final int READABLE_MESSAGES = 80;
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    /** A number of concurrent clients, and the metrics of their rates. */
    private record Load(int clients, Metric postRate, Metric getRate) {}

    private static final List<Load> LOADS = List.of(
            new Load(1, Metric.POST_RATE_1_CLIENT, Metric.GET_RATE_1_CLIENT),
            new Load(4, Metric.POST_RATE_4_CLIENTS, Metric.GET_RATE_4_CLIENTS),
            new Load(16, Metric.POST_RATE_16_CLIENTS, Metric.GET_RATE_16_CLIENTS));

    private final BenchStack stack;
    private final int rounds;
    private final SampleEvents events;
    private final Measurements measurements;
    private final QueueUnderTest queue;

    public ApiBenchmark(BenchStack stack, int rounds, SampleEvents events, Measurements measurements) {
        this.stack = stack;
        this.rounds = rounds;
        this.events = events;
        this.measurements = measurements;
        this.queue = new QueueUnderTest(stack.local(), events);
    }

    /** Runs all rounds. The event source mappings are paused, except while the time to a successful GET is measured. */
    public void run() throws InterruptedException {
        try (var connections = new Api(stack.local().api(), stack.local()::token, RESPONSE_TIMEOUT)) {
            var api = connections.as(SampleEvents.COMPANY_ID);
            var highest = LOADS.getLast().clients();
            for (var i = 0; i < WARM_UP_PASSES; i++) {
                postsPerSecond(api, highest);
                getsPerSecond(api, highest);
            }
            warmUpProcessing();
            for (var i = 0; i < rounds; i++) {
                for (var load : LOADS) {
                    var posts = postsPerSecond(api, load.clients());
                    var gets = getsPerSecond(api, load.clients());
                    add(load.postRate(), Variant.SERVICE, posts);
                    add(load.getRate(), Variant.SERVICE, gets);
                }
                queue.purge();
                measureAcceptedToReadable(api);
            }
        }
    }

    private double postsPerSecond(ApiClient api, int clients) throws InterruptedException {
        return LoadGenerator.callsPerSecond(clients, LOAD_DURATION, () -> post(api, events.message()));
    }

    private double getsPerSecond(ApiClient api, int clients) throws InterruptedException {
        return LoadGenerator.callsPerSecond(clients, LOAD_DURATION, () -> {
            if (!isReadable(api, SampleEvents.STORED_MESSAGE_ID)) {
                throw new CallFailedException("A GET of a stored message was not answered with status " + OK);
            }
        });
    }

    /** Warms up the stack's own ProcessMessageFunction with the messages of the POSTs so far. */
    private void warmUpProcessing() {
        stack.local().mappings().forEach(EventSourceMapping::resume);
        queue.awaitEmpty();
        stack.local().mappings().forEach(EventSourceMapping::pause);
    }

    private void measureAcceptedToReadable(ApiClient api) {
        stack.local().mappings().forEach(EventSourceMapping::resume);
        var nanoseconds = new long[READABLE_MESSAGES];
        for (var i = 0; i < READABLE_MESSAGES; i++) {
            var id = UUID.randomUUID().toString();
            post(api, events.message(id));
            var accepted = System.nanoTime();
            while (!isReadable(api, id)) {
                if (System.nanoTime() - accepted > LONGEST_STORAGE.toNanos()) {
                    throw new CallFailedException("An accepted message cannot be read after " + LONGEST_STORAGE);
                }
                Thread.onSpinWait();
            }
            nanoseconds[i] = System.nanoTime() - accepted;
        }
        stack.local().mappings().forEach(EventSourceMapping::pause);
        var samples = new LatencySamples(nanoseconds);
        add(Metric.ACCEPTED_TO_READABLE_P50, Variant.SERVICE, samples.percentile(0.50));
        add(Metric.ACCEPTED_TO_READABLE_P99, Variant.SERVICE, samples.percentile(0.99));
        add(Metric.ACCEPTED_TO_READABLE_P50, Variant.BASELINE, new BareSdkCalls(stack, events).sumOfMedians());
    }

    /** @throws CallFailedException when the service does not accept the message */
    private static void post(ApiClient api, String message) {
        var status = api.post(message).statusCode();
        if (status != ACCEPTED) {
            throw new CallFailedException("A POST was answered with status " + status);
        }
    }

    /** Returns whether a GET of the message answers 200. */
    private static boolean isReadable(ApiClient api, String messageId) {
        return api.get(messageId).statusCode() == OK;
    }

    private void add(Metric metric, Variant variant, double value) {
        measurements.add(BenchmarkTarget.PIPELINE, metric, variant, value);
    }
}
