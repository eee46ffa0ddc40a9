package ordermessage.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import ordermessage.bench.Row.Unit;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.queue.QueueAddress;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.template.Resource.QueueSource;

/** The service as a whole, over HTTP and behind its queue. */
final class Pipeline {
    static final String SUBJECT = "Pipeline";
    static final String WRITES = "bare writes, 2 processes";
    static final String READABLE = "from 202 to readable, p50";

    private static final Duration LOAD_TIME = Duration.ofSeconds(3);
    private static final List<Integer> CLIENTS = List.of(1, 4, 16);
    private static final List<Integer> PROCESSORS = List.of(1, 2, 4);
    private static final int WARMING = 4;
    private static final int BACKLOG = 1_000;
    private static final int READERS = 80;

    private final BenchStack stage;
    private final Settings settings;
    private final Events events;
    private final Measurements measurements;
    private final QueueLoad queue;

    Pipeline(BenchStack stage, Settings settings, Events events, Measurements measurements) {
        this.stage = stage;
        this.settings = settings;
        this.events = events;
        this.measurements = measurements;
        this.queue = new QueueLoad(stage.local(), events);
    }

    /** All rounds. The consumer is off unless it is what is measured. */
    void run() throws InterruptedException, IOException {
        try (var api = new Api(stage.local())) {
            for (var pass = 0; pass < WARMING; pass++) {
                rate(api, CLIENTS.getLast());
            }
            drainAway();
            for (var round = 0; round < settings.rounds(); round++) {
                for (var clients : CLIENTS) {
                    var rates = rate(api, clients);
                    add("POST, %s".formatted(clients(clients)), Unit.PER_SECOND, Variant.SERVICE, rates[0]);
                    add("GET, %s".formatted(clients(clients)), Unit.PER_SECOND, Variant.SERVICE, rates[1]);
                }
                queue.empty();
                readable(api);
            }
        }
        drains();
    }

    static String drain(int processors) {
        return "drain, %d %s".formatted(processors, processors == 1 ? "process" : "processes");
    }

    /** POSTs and GETs a second. */
    private double[] rate(Api api, int clients) throws InterruptedException {
        return new double[] {
            Load.rate(clients, LOAD_TIME, () -> api.post(events.message())),
            Load.rate(clients, LOAD_TIME, () -> api.has(Events.STORED_ID))
        };
    }

    /** With the stack's own consumer, which is warm then as well. */
    private void drainAway() throws InterruptedException {
        stage.local().mappings().forEach(EventSourceMapping::resume);
        queue.awaitEmpty();
        stage.local().mappings().forEach(EventSourceMapping::pause);
    }

    private void readable(Api api) throws InterruptedException, IOException {
        stage.local().mappings().forEach(EventSourceMapping::resume);
        var nanoseconds = new long[READERS];
        for (var reader = 0; reader < READERS; reader++) {
            var id = UUID.randomUUID().toString();
            api.post(events.message(id));
            var accepted = System.nanoTime();
            while (!api.has(id)) {
                Thread.onSpinWait();
            }
            nanoseconds[reader] = System.nanoTime() - accepted;
        }
        stage.local().mappings().forEach(EventSourceMapping::pause);
        var samples = new Samples(nanoseconds);
        add(READABLE, Unit.MILLISECONDS, Variant.SERVICE, samples.percentile(0.50));
        add(READABLE.replace("p50", "p99"), Unit.MILLISECONDS, Variant.SERVICE, samples.percentile(0.99));
        add(READABLE, Unit.MILLISECONDS, Variant.BASELINE, new BareCalls(stage, events).onTheWay());
    }

    private void drains() throws InterruptedException {
        var contestants = new LinkedHashMap<Variant, Map<Integer, LambdaFunction>>();
        contestants.put(Variant.SERVICE, new LinkedHashMap<>());
        contestants.put(Variant.BASELINE, new LinkedHashMap<>());
        for (var processors : PROCESSORS) {
            contestants.get(Variant.SERVICE).put(processors, stage.service(BenchStack.PROCESS, processors));
            contestants
                    .get(Variant.BASELINE)
                    .put(processors, stage.baseline("S3DynamoDbWriteHandler", BenchStack.PROCESS, processors));
        }
        try {
            drain(contestants, false);
            for (var round = 0; round < settings.rounds(); round++) {
                drain(contestants, true);
            }
        } finally {
            contestants.values().forEach(functions -> functions.values().forEach(LambdaFunction::close));
        }
    }

    private void drain(Map<Variant, Map<Integer, LambdaFunction>> contestants, boolean counts)
            throws InterruptedException {
        for (var contestant : contestants.entrySet()) {
            for (var function : contestant.getValue().entrySet()) {
                var rate = drained(function.getValue(), function.getKey());
                if (counts) {
                    add(drain(function.getKey()), Unit.PER_SECOND, contestant.getKey(), rate);
                }
            }
        }
        var bare = writes(contestants.get(Variant.BASELINE).get(2), 2);
        if (counts) {
            add(WRITES, Unit.PER_SECOND, Variant.BASELINE, bare);
        }
    }

    /** Messages a second out of a filled queue. */
    private double drained(LambdaFunction function, int processors) throws InterruptedException {
        queue.fill(BACKLOG);
        var source = stage.local().stack().functions().stream()
                .flatMap(declared -> declared.sources().stream())
                .findFirst()
                .orElseThrow();
        var begun = System.nanoTime();
        try (var mapping = mapping(function, source, processors)) {
            queue.awaitEmpty();
            var rate = BACKLOG / ((System.nanoTime() - begun) / 1e9);
            // A poll that is broken off would be given messages of the next contestant's, and keep them from it.
            mapping.pause();
            return rate;
        }
    }

    private EventSourceMapping mapping(LambdaFunction function, QueueSource source, int processors) {
        var address = new QueueAddress(
                stage.local().queueUrl(source.queue()),
                "arn:aws:sqs:%s:%s:Queue".formatted(LocalNames.REGION, LocalNames.ACCOUNT),
                LocalNames.REGION);
        return EventSourceMapping.start(
                stage.clients().sqs(), address, source, function, processors, Duration.ofSeconds(1), line -> {});
    }

    /** Messages a second that handlers of the baseline write without a queue. */
    private double writes(LambdaFunction function, int processors) {
        var begun = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var processor = 0; processor < processors; processor++) {
                threads.execute(
                        () -> new Invocations(function, () -> events.batch(10)).warm(BACKLOG / 10 / processors));
            }
        }
        return BACKLOG / ((System.nanoTime() - begun) / 1e9);
    }

    private static String clients(int clients) {
        return clients == 1 ? "1 client" : clients + " clients";
    }

    private void add(String metric, Unit unit, Variant contestant, double value) {
        measurements.add(new Row(SUBJECT, metric, unit), contestant, value);
    }
}
