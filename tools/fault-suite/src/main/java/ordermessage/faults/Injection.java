package ordermessage.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/** Makes the faults of a schedule happen while the traffic goes on. */
final class Injection {
    private static final Duration PAST_VISIBILITY = FaultyStack.SHORT_VISIBILITY.plusSeconds(1);
    private static final Duration PAST_BATCH =
            Duration.ofSeconds(Project.BATCH_SECONDS).plusMillis(500);
    private static final Duration PAST_TIMEOUT = Duration.ofSeconds(Project.TIMEOUT_SECONDS + 1);

    private final FaultyStack stack;
    private final Processes processes;
    private final Traffic traffic;
    private final Ledger ledger;
    private final TestMessages postings;

    /** Numbers of messages that belong to faults; those of the traffic are far below. */
    private final AtomicInteger numbers = new AtomicInteger(10_000_000);

    private final Random choice;
    private final Map<String, Integer> done = new TreeMap<>();

    /** One engine is down at a time. */
    private final ReentrantLock restart = new ReentrantLock();

    Injection(FaultyStack stack, Traffic traffic, Ledger ledger, TestMessages postings) {
        this.stack = stack;
        this.processes = new Processes(stack);
        this.traffic = traffic;
        this.ledger = ledger;
        this.postings = postings;
        this.choice = new Random(postings.seed());
    }

    /** Runs to the end of the schedule; returns when each fault is over. */
    void follow(Schedule schedule) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var scheduled : schedule.faults()) {
                while (traffic.answered() < scheduled.answered()) {
                    Thread.sleep(5);
                }
                done.merge(scheduled.fault().toString(), 1, Integer::sum);
                threads.execute(() -> inject(scheduled.fault()));
            }
        }
    }

    /** How often each kind of fault has happened. */
    Map<String, Integer> done() {
        return done;
    }

    private void inject(Fault fault) {
        try {
            switch (fault) {
                case Fault.Call(var service, var disturbance, var calls) ->
                    stack.proxy(service).inject(disturbance, calls);
                case Fault.CrashAfterWrite(var service) ->
                    stack.proxy(service).betweenWriteAndAnswer(() -> crashCallers(service));
                case Fault.Kill(var function) -> processes.killOne(function);
                case Fault.PausePastVisibility() -> processes.pauseOne(FaultyStack.PROCESS, PAST_VISIBILITY);
                case Fault.PausePastBatch() -> stack.proxy(Service.BUCKET).betweenWriteAndAnswer(this::pauseConsumers);
                case Fault.PausePastTimeout() -> processes.pauseOne(FaultyStack.PROCESS, PAST_TIMEOUT);
                case Fault.Restart(var service) -> restart(service);
                case Fault.Copies(var copies) -> traffic.deliverAgain(someAccepted(), copies);
                case Fault.Poisoned(var form) -> traffic.poison(form.numbered(numbers.getAndIncrement() % 10_000));
                case Fault.SameAtOnce(var clients) -> sameAtOnce(clients);
                case Fault.ConflictAtOnce(var clients) -> conflictAtOnce(clients);
                case Fault.LostAcceptance() -> repeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Such as an engine that does not come up again: then the run proves nothing.
            ledger.anomaly(fault + " went wrong: " + e);
        }
    }

    /** Whoever writes to this service right now is dead. */
    private void crashCallers(Service service) {
        if (service == Service.QUEUE) {
            processes.killBusy(FaultyStack.POST);
        }
        processes.killBusy(FaultyStack.PROCESS);
    }

    private void pauseConsumers() {
        try {
            processes.pauseBusy(FaultyStack.PROCESS, PAST_BATCH);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void restart(Service service) {
        restart.lock();
        try {
            stack.engine(service).restart();
        } finally {
            restart.unlock();
        }
    }

    private TestMessage someAccepted() {
        var keys = ledger.accepted().values().stream().toList();
        return keys.get(choice.nextInt(keys.size())).iterator().next();
    }

    private void sameAtOnce(int clients) {
        var message = postings.valid(numbers.getAndIncrement());
        traffic.postAtOnce(
                IntStream.range(0, clients).mapToObj(message::respelled).toList());
    }

    private void conflictAtOnce(int clients) {
        var message = postings.valid(numbers.getAndIncrement());
        traffic.postAtOnce(
                IntStream.range(0, clients).mapToObj(message::contradicted).toList());
    }

    private void repeat() {
        var message = postings.valid(numbers.getAndIncrement());
        traffic.post(message);
        traffic.post(message);
    }
}
