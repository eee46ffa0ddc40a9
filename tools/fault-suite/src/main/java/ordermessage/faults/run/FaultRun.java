package ordermessage.faults.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import ordermessage.faults.audit.Audit;
import ordermessage.faults.audit.DeadLetterReader;
import ordermessage.faults.audit.Finding;
import ordermessage.faults.audit.Finding.Kind;
import ordermessage.faults.audit.ListCheck;
import ordermessage.faults.audit.ReadBackCheck;
import ordermessage.faults.audit.Report;
import ordermessage.faults.audit.StoreContents;
import ordermessage.faults.audit.StoreReader;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.faults.traffic.MessageClient;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.faults.traffic.TestMessageFactory;
import ordermessage.faults.traffic.TrafficGenerator;
import ordermessage.faults.traffic.TrafficRecorder;
import ordermessage.harness.Waiting;
import ordermessage.local.queue.EventSourceMapping;

/**
 * A run of the suite. It posts messages while it injects faults, ends the faults, waits until the queue has drained,
 * redrives the dead-letter queue, and compares the service's answers with the contents of the stores.
 */
public final class FaultRun {
    private static final int CLIENTS = 16;

    /** The number of messages of which one is invalid. */
    private static final int INVALID_INTERVAL = 50;

    /** The most stored messages that the run reads through the API. */
    private static final int READ_BACK_SAMPLE = 100;

    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
    /** The number of the first message that is posted again after it was stored. The denied company has none of them. */
    private static final int FIRST_STORED_ID = 20_000_010;

    private static final int STORED_IDS = 10;
    private static final int OK = 200;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final Duration REDRIVE_POLL_INTERVAL = Duration.ofMillis(100);

    private final RunSettings settings;
    private final Consumer<String> progress;
    private final Instant start;
    private final ProxiedStack stack;
    private final MessageClient api;
    private final TrafficRecorder recorder = new TrafficRecorder();
    private final TrafficGenerator traffic;
    private final FaultInjector injector;
    private final TestMessageFactory messages;
    private final List<Finding> findings = new ArrayList<>();

    private FaultRun(
            RunSettings settings, Consumer<String> progress, Instant start, ProxiedStack stack, MessageClient api) {
        this.settings = settings;
        this.progress = progress;
        this.start = start;
        this.stack = stack;
        this.api = api;
        this.traffic = new TrafficGenerator(stack, api, recorder);
        this.injector = new FaultInjector(stack, traffic, recorder, settings.seed());
        this.messages = new TestMessageFactory(settings.seed());
    }

    /**
     * Starts a stack, runs the suite against it, and stops the stack.
     *
     * @param project the built project
     * @param artifacts the folder with the functions' artifacts, see {@link ProxiedStack#start}
     * @param work an empty folder for the files of this run
     * @param progress gets a line after each phase
     */
    public static Report run(RunSettings settings, Path project, Path artifacts, Path work, Consumer<String> progress) {
        var start = Instant.now();
        try (var stack = ProxiedStack.start(project, artifacts, work);
                var api = new MessageClient(stack)) {
            return new FaultRun(settings, progress, start, stack, api).run();
        }
    }

    private Report run() {
        stack.proxy(AwsService.DYNAMODB).denyWrites(TestMessageFactory.DENIED_COMPANY);
        log("the stack has started");
        postUnderFaults();
        log(traffic.answered() + " messages are answered, and the " + settings.faults() + " scheduled faults are over");
        clearFaults();
        postStoredIdsAgain();
        log(recorder.stored().size() + " POSTs are answered as stored, and "
                + recorder.conflicts().size() + " as conflicts");
        postWhileConsumerIsPaused();
        log(stack.backlog().size() + " messages are in the queue; the stack restarts");
        stack.restart();

        awaitDrained();
        log("the queue is empty");
        for (var service : AwsService.values()) {
            stack.engine(service).restart();
        }
        var deadLettersBeforeRedrive = new DeadLetterReader(stack.local()).read();
        stack.proxy(AwsService.DYNAMODB).allowAll();
        redriveWhileEngineIsKilled();
        awaitDrained();
        log("the dead letters are redriven, with a kill of the engine for SQS, and the queue is empty again");
        stack.restart();
        awaitDrained();
        log("the stack has restarted, and the queue is still empty");

        var contents = new StoreReader(stack).read();
        findings.addAll(Audit.findings(recorder, contents, stack.successfulWrites()));
        findings.addAll(new ReadBackCheck(api, contents).findings(storedSample(contents)));
        findings.addAll(new ListCheck(api).findings(contents.items().keySet()));
        return new Report(
                settings.seed(),
                elapsed(),
                injector.counts(),
                recorder.posts(),
                recorder.accepted().values().stream().mapToInt(Collection::size).sum(),
                recorder.stored().size(),
                recorder.conflicts().size(),
                contents.items().size(),
                Report.countByReason(deadLettersBeforeRedrive),
                Report.countByReason(contents.deadLetters()),
                List.copyOf(findings));
    }

    /** Uses the short visibility timeout for the first half of the messages, and the long one for the second half. */
    private void postUnderFaults() {
        var count = settings.messages();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var posting = CompletableFuture.runAsync(
                    () -> {
                        traffic.postAll(0, count / 2, CLIENTS, this::validOrInvalidMessage);
                        stack.setVisibilityTimeout(ProxiedStack.LONG_VISIBILITY_TIMEOUT);
                        traffic.postAll(count / 2, count, CLIENTS, this::validOrInvalidMessage);
                    },
                    threads);
            try {
                injector.run(Schedule.of(settings.seed(), count, settings.faults()));
            } finally {
                // If the posting has failed, this tells the reason, also why the injector waited in vain.
                posting.join();
            }
        }
    }

    private TestMessage validOrInvalidMessage(int number) {
        return number % INVALID_INTERVAL == INVALID_INTERVAL - 1 ? messages.invalid(number) : messages.valid(number);
    }

    /** Ends the faults. The denied company stays denied, so that its messages go to the dead-letter queue. */
    private void clearFaults() {
        for (var service : AwsService.values()) {
            stack.proxy(service).clearFaults();
        }
    }

    /** Posts ids of stored messages again, with the same content in other bytes and with different content. */
    private void postStoredIdsAgain() {
        for (var number = FIRST_STORED_ID; number < FIRST_STORED_ID + STORED_IDS; number++) {
            var message = messages.valid(number);
            traffic.post(message);
            Waiting.until(message.key() + " is stored", POLL_INTERVAL)
                    .atMost(DRAIN_TIMEOUT)
                    .until(() -> api.get(message).status() == OK);
            traffic.post(message.withOtherWhitespace(1));
            traffic.post(message.withOtherContent(-1));
        }
    }

    /** Kills the engine for SQS when half of the messages are posted. The restart of the stack ends the pause. */
    private void postWhileConsumerIsPaused() {
        var from = settings.messages();
        var half = from + settings.backlog() / 2;
        stack.local().mappings().forEach(EventSourceMapping::pause);
        traffic.postAll(from, half, CLIENTS, messages::valid);
        stack.engine(AwsService.SQS).restart();
        traffic.postAll(half, from + settings.backlog(), CLIENTS, messages::valid);
    }

    /** Kills the engine for SQS while it moves the dead letters back to the queue. */
    private void redriveWhileEngineIsKilled() {
        var local = stack.local();
        local.clients()
                .sqs()
                .startMessageMoveTask(task ->
                        task.sourceArn(local.queueArn("DeadLetterQueue")).destinationArn(local.queueArn("Queue")));
        stack.engine(AwsService.SQS).restart();
        Waiting.until("the redrive has ended", REDRIVE_POLL_INTERVAL)
                .atMost(DRAIN_TIMEOUT)
                .until(() -> !isRedriveRunning());
    }

    private boolean isRedriveRunning() {
        var local = stack.local();
        return local
                .clients()
                .sqs()
                .listMessageMoveTasks(request -> request.sourceArn(local.queueArn("DeadLetterQueue")))
                .results()
                .stream()
                .anyMatch(task -> task.status().equals("RUNNING"));
    }

    private void awaitDrained() {
        var backlog = stack.backlog();
        if (!backlog.awaitDrained(DRAIN_TIMEOUT)) {
            findings.add(new Finding(Kind.LEFT_IN_QUEUE, backlog.size() + " messages after " + DRAIN_TIMEOUT));
        }
    }

    /** Some messages that have an object and an item. */
    private List<TestMessage> storedSample(StoreContents contents) {
        return recorder.accepted().values().stream()
                .map(accepted -> accepted.iterator().next())
                .filter(message -> contents.items().containsKey(message.key())
                        && contents.objects().containsKey(message.objectKey()))
                .limit(READ_BACK_SAMPLE)
                .toList();
    }

    private void log(String line) {
        progress.accept("%4d s  %s".formatted(elapsed().toSeconds(), line));
    }

    private Duration elapsed() {
        return Duration.between(start, Instant.now());
    }
}
