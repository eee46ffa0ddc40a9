package ordermessage.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.exception.SdkException;

/** The clients of a run. Each posts until it knows what became of its message. */
final class Traffic {
    /** Longer than any fault lasts. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(300);

    private static final int ACCEPTED = 202;
    private static final int SERVER_ERRORS = 500;

    private final FaultyStack stack;
    private final Api api;
    private final Ledger ledger;
    private final AtomicInteger answered = new AtomicInteger();

    Traffic(FaultyStack stack, Api api, Ledger ledger) {
        this.stack = stack;
        this.api = api;
        this.ledger = ledger;
    }

    /** How many postings have had their answer. */
    int answered() {
        return answered.get();
    }

    /** Posts the messages of these numbers from several clients; returns when all have their answer. */
    void postAll(int from, int to, int clients, IntFunction<TestMessage> postings) {
        var next = new AtomicInteger(from);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var client = 0; client < clients; client++) {
                threads.execute(() -> {
                    for (var number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                        post(postings.apply(number));
                        answered.incrementAndGet();
                    }
                });
            }
        }
    }

    /** Posts all of these at the same time. */
    void postAtOnce(List<TestMessage> postings) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            postings.forEach(message -> threads.execute(() -> post(message)));
        }
    }

    /** Posts until it is known whether the message is accepted. */
    void post(TestMessage message) {
        try {
            var deadline = Instant.now().plus(TIMEOUT);
            while (!isAnswered(message)) {
                if (Instant.now().isAfter(deadline)) {
                    ledger.anomaly("No answer to " + message.key() + " for " + TIMEOUT);
                    return;
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Delivers a message several times more. */
    void deliverAgain(TestMessage message, int copies) {
        for (var copy = 0; copy < copies; copy++) {
            enqueue(message.text());
        }
    }

    /** Puts a record into the queue that can never be stored. */
    void poison(Poison poison) {
        enqueue(poison.body());
        ledger.enqueued(poison);
    }

    /** Whether the answer says what becomes of the message; 5xx does not. */
    private boolean isAnswered(TestMessage message) throws InterruptedException {
        ledger.posted();
        var status = api.post(message).status();
        if (status == ACCEPTED) {
            ledger.accepted(message);
        } else if (status < SERVER_ERRORS) {
            ledger.refused(message);
        }
        return status < SERVER_ERRORS;
    }

    /** Sends until the queue has taken it, perhaps twice. */
    private void enqueue(String body) {
        try {
            while (!isEnqueued(body)) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isEnqueued(String body) {
        try {
            stack.local()
                    .clients()
                    .sqs()
                    .sendMessage(request ->
                            request.queueUrl(stack.local().queueUrl("Queue")).messageBody(body));
            return true;
        } catch (SdkException e) {
            return false;
        }
    }
}
