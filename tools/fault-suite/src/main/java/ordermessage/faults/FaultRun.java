package ordermessage.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import ordermessage.faults.Finding.Kind;
import ordermessage.local.queue.EventSourceMapping;

/**
 * One run: traffic and faults at the same time, then clearFaults, then the comparison.
 *
 * @param seed makes the messages and the schedule of the faults
 * @param messages how many are posted while the faults happen
 * @param faults how many happen
 * @param backlog how many are posted while nobody takes messages from the queue
 */
record FaultRun(long seed, int messages, int faults, int backlog) {
    private static final int CLIENTS = 16;
    private static final int SAMPLE = 100;

    /** One message in so many is one that has to be refused. */
    private static final int INVALID = 50;

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /**
     * Small enough for every build, with every kind of fault in it. With this seed no engine restarts while a batch is
     * held past its time, so that its end is seen.
     */
    static FaultRun shortForm() {
        return new FaultRun(45, 300, 45, 50);
    }

    /**
     * Runs.
     *
     * @param artifacts see {@link FaultyStack#start}
     * @param work an empty folder of this run's own
     * @param progress is told what is done, in a few lines
     */
    Report on(Path project, Path artifacts, Path work, Consumer<String> progress) throws InterruptedException {
        var begun = Instant.now();
        Consumer<String> log = line -> progress.accept(
                "%4d s  %s".formatted(Duration.between(begun, Instant.now()).toSeconds(), line));
        var ledger = new Ledger();
        try (var stack = FaultyStack.start(project, artifacts, work);
                var api = new Api(stack)) {
            var traffic = new Traffic(stack, api, ledger);
            var injection = new Injection(stack, traffic, ledger, new TestMessages(seed));
            stack.proxy(Service.TABLE).deny(TestMessages.DENIED_COMPANY);
            log.accept("started");
            inject(stack, traffic, injection);
            log.accept(traffic.answered() + " messages and " + faults + " faults are over");
            clearFaults(stack);
            postWhileNobodyConsumes(stack, traffic);
            log.accept(stack.backlog().size() + " messages wait while the stack is started again");
            stack.restart();

            var findings = new ArrayList<Finding>();
            awaitDrained(stack, findings);
            log.accept("the queue is empty");
            for (var service : Service.values()) {
                stack.engine(service).restart();
            }
            var before = StoreContents.deadLetters(stack.local()).list();
            stack.proxy(Service.TABLE).permit();
            redriveAcrossAKill(stack);
            awaitDrained(stack, findings);
            log.accept(
                    "the dead letters were sent back across a kill of the queue's engine, and the queue is empty again");
            stack.restart();
            awaitDrained(stack, findings);
            log.accept("the stack was started again, and the queue is still empty");

            var contents = StoreContents.of(stack.local());
            findings.addAll(Audit.of(ledger, contents, stack.writes()));
            findings.addAll(wrongAnswers(api, ledger, contents));
            return new Report(
                    seed,
                    Duration.between(begun, Instant.now()),
                    injection.done(),
                    ledger.posts(),
                    ledger.accepted().values().stream()
                            .mapToInt(Collection::size)
                            .sum(),
                    contents.items().size(),
                    Report.byReason(before),
                    Report.byReason(contents.deadLetters()),
                    List.copyOf(findings));
        }
    }

    /** Half of the time with a visibility time-out that is too short, half of the time with one that is not. */
    private void inject(FaultyStack stack, Traffic traffic, Injection injection) throws InterruptedException {
        var postings = new TestMessages(seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                traffic.postAll(0, messages / 2, CLIENTS, number -> message(postings, number));
                stack.showAgainAfter(FaultyStack.LONG_VISIBILITY);
                traffic.postAll(messages / 2, messages, CLIENTS, number -> message(postings, number));
            });
            injection.follow(Schedule.of(seed, messages, faults));
        }
    }

    private static TestMessage message(TestMessages postings, int number) {
        return number % INVALID == INVALID - 1 ? postings.invalid(number) : postings.valid(number);
    }

    /** Ends the faults, but for the denial: it lasts until its messages are in the dead-letter queue. */
    private static void clearFaults(FaultyStack stack) {
        for (var service : Service.values()) {
            stack.proxy(service).clearFaults();
        }
    }

    private void postWhileNobodyConsumes(FaultyStack stack, Traffic traffic) {
        var postings = new TestMessages(seed);
        stack.local().mappings().forEach(EventSourceMapping::pause);
        traffic.postAll(messages, messages + backlog / 2, CLIENTS, postings::valid);
        stack.engine(Service.QUEUE).restart();
        traffic.postAll(messages + backlog / 2, messages + backlog, CLIENTS, postings::valid);
    }

    /** The queue's engine is killed while it moves the dead letters back. */
    private static void redriveAcrossAKill(FaultyStack stack) throws InterruptedException {
        var local = stack.local();
        var sqs = local.clients().sqs();
        var source = local.queueArn("DeadLetterQueue");
        sqs.startMessageMoveTask(task -> task.sourceArn(source).destinationArn(local.queueArn("Queue")));
        stack.engine(Service.QUEUE).restart();
        while (sqs.listMessageMoveTasks(request -> request.sourceArn(source)).results().stream()
                .anyMatch(task -> task.status().equals("RUNNING"))) {
            Thread.sleep(100);
        }
    }

    private static void awaitDrained(FaultyStack stack, List<Finding> findings) throws InterruptedException {
        var waiting = stack.backlog();
        if (!waiting.awaitDrained(TIMEOUT)) {
            findings.add(new Finding(Kind.LEFT, waiting.size() + " messages after " + TIMEOUT));
        }
    }

    private static List<Finding> wrongAnswers(Api api, Ledger ledger, StoreContents contents)
            throws InterruptedException {
        var sample = ledger.accepted().values().stream()
                .map(postings -> postings.iterator().next())
                .filter(message -> contents.items().containsKey(message.key())
                        && contents.objects().containsKey(message.key() + ".json"))
                .limit(SAMPLE)
                .toList();
        return new Answers(api, contents).wrongOnes(sample);
    }
}
