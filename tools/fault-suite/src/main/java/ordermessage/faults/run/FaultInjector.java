package ordermessage.faults.run;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import ordermessage.faults.audit.FaultCount;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.stack.FunctionIds;
import ordermessage.faults.stack.FunctionProcesses;
import ordermessage.faults.stack.ProjectCopy;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.faults.traffic.TestMessageFactory;
import ordermessage.faults.traffic.TrafficGenerator;
import ordermessage.faults.traffic.TrafficRecorder;

/** Injects the faults of a schedule while the clients post messages. */
final class FaultInjector {
    private static final Duration PAST_VISIBILITY_TIMEOUT = ProxiedStack.SHORT_VISIBILITY_TIMEOUT.plusSeconds(1);
    private static final Duration PAST_BATCH_TIME_LIMIT = ProjectCopy.BATCH_TIME_LIMIT.plusMillis(500);
    private static final Duration PAST_FUNCTION_TIMEOUT = ProjectCopy.FUNCTION_TIMEOUT.plusSeconds(1);

    private final ProxiedStack stack;
    private final FunctionProcesses processes;
    private final TrafficGenerator traffic;
    private final TrafficRecorder recorder;
    private final TestMessageFactory messages;

    /** The number of the next message that a fault posts. The numbers of the run's own messages are far lower. */
    private final AtomicInteger nextNumber = new AtomicInteger(10_000_000);

    private final Random random;
    private final FaultCounter counter = new FaultCounter();

    /** Ensures that only one engine is down at a time. */
    private final ReentrantLock engineRestart = new ReentrantLock();

    FaultInjector(ProxiedStack stack, TrafficGenerator traffic, TrafficRecorder recorder, long seed) {
        this.stack = stack;
        this.processes = new FunctionProcesses(stack);
        this.traffic = traffic;
        this.recorder = recorder;
        this.messages = new TestMessageFactory(seed);
        this.random = new Random(seed);
    }

    /** Injects all faults, each when enough messages are answered. Returns when every fault is over. */
    void run(Schedule schedule) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var scheduled : schedule.faults()) {
                traffic.awaitAnswered(scheduled.answered());
                counter.countScheduled(scheduled.fault());
                threads.execute(() -> inject(scheduled.fault()));
            }
        }
    }

    /** Returns how many faults were scheduled and took effect so far, by the text of the fault. */
    Map<String, FaultCount> counts() {
        return counter.counts();
    }

    private void inject(Fault fault) {
        try {
            switch (fault) {
                case Fault.FailingCalls(var service, var callFault, var calls) ->
                    stack.proxy(service).inject(callFault, calls, () -> counter.countEffective(fault));
                case Fault.KillAfterWrite(var service) ->
                    stack.proxy(service).dropNextResponseAfter(() -> count(fault, killCallers(service)));
                case Fault.PausePastBatchTimeLimit() ->
                    stack.proxy(AwsService.S3)
                            .dropNextResponseAfter(() -> count(fault, pauseConsumersPastBatchTimeLimit()));
                case Fault.KillProcess(var function) -> count(fault, processes.killOne(function));
                case Fault.PausePastVisibilityTimeout() -> count(fault, pauseConsumer(PAST_VISIBILITY_TIMEOUT));
                case Fault.PausePastFunctionTimeout() -> count(fault, pauseConsumer(PAST_FUNCTION_TIMEOUT));
                case Fault.KillEngine(var service) -> perform(fault, () -> restartEngine(service));
                case Fault.DuplicateDeliveries(var copies) ->
                    perform(fault, () -> traffic.enqueueCopies(anyAcceptedMessage(), copies));
                case Fault.PoisonDelivery(var defect) ->
                    perform(
                            fault,
                            () -> traffic.enqueuePoison(defect.createRecord(nextNumber.getAndIncrement() % 10_000)));
                case Fault.ConcurrentDuplicates(var clients) -> perform(fault, () -> postDuplicates(clients));
                case Fault.ConcurrentConflicts(var clients) -> perform(fault, () -> postConflicts(clients));
                case Fault.RepeatedPost() -> perform(fault, this::postTwice);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // For example an engine that does not start again. The run must not pass then, because it proves nothing.
            recorder.recordAnomaly(fault + " failed: " + e);
        }
    }

    /** Performs a fault that has taken effect when this returns. */
    private void perform(Fault fault, Runnable action) {
        action.run();
        counter.countEffective(fault);
    }

    private void count(Fault fault, boolean tookEffect) {
        if (tookEffect) {
            counter.countEffective(fault);
        }
    }

    /** Kills all processes that can be waiting for a response of the service, and returns whether there was one. */
    private boolean killCallers(AwsService service) {
        var posting = service == AwsService.SQS && processes.killAllBusy(FunctionIds.POST_MESSAGE);
        var consuming = processes.killAllBusy(FunctionIds.PROCESS_MESSAGE);
        return posting || consuming;
    }

    private boolean pauseConsumer(Duration pause) throws InterruptedException {
        return processes.pauseOneBusy(FunctionIds.PROCESS_MESSAGE, pause);
    }

    private boolean pauseConsumersPastBatchTimeLimit() {
        try {
            return processes.pauseAllBusy(FunctionIds.PROCESS_MESSAGE, PAST_BATCH_TIME_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void restartEngine(AwsService service) {
        engineRestart.lock();
        try {
            stack.engine(service).restart();
        } finally {
            engineRestart.unlock();
        }
    }

    private TestMessage anyAcceptedMessage() {
        var keys = recorder.accepted().values().stream().toList();
        return keys.get(random.nextInt(keys.size())).iterator().next();
    }

    private void postDuplicates(int clients) {
        var message = newMessage();
        traffic.postAtOnce(IntStream.range(0, clients)
                .mapToObj(message::withOtherWhitespace)
                .toList());
    }

    private void postConflicts(int clients) {
        var message = newMessage();
        traffic.postAtOnce(
                IntStream.range(0, clients).mapToObj(message::withOtherContent).toList());
    }

    private void postTwice() {
        var message = newMessage();
        traffic.post(message);
        traffic.post(message);
    }

    private TestMessage newMessage() {
        return messages.valid(nextNumber.getAndIncrement());
    }
}
