package ordermessage.faults.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.harness.Waiting;
import software.amazon.awssdk.core.exception.SdkException;

/** Generates the traffic of a run: posts messages from many clients, and puts records into the queue directly. */
public final class TrafficGenerator {
    /** The time in which a client must get a final answer. It is longer than any fault lasts. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

    /** Longer than the time in which each client must be done with a message, and in which the visibility timeout is set. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(6);

    private static final Duration RETRY_INTERVAL = Duration.ofMillis(300);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private static final int STORED = 200;
    private static final int ACCEPTED = 202;
    private static final int CONFLICT = 409;
    private static final int FIRST_SERVER_ERROR = 500;

    private final ProxiedStack stack;
    private final MessageClient api;
    private final TrafficRecorder recorder;
    private final AtomicInteger answered = new AtomicInteger();

    public TrafficGenerator(ProxiedStack stack, MessageClient api, TrafficRecorder recorder) {
        this.stack = stack;
        this.api = api;
        this.recorder = recorder;
    }

    /** Returns the number of messages of {@link #postAll} that are done so far. */
    public int answered() {
        return answered.get();
    }

    /**
     * Waits until so many messages of {@link #postAll} are done.
     *
     * @throws org.awaitility.core.ConditionTimeoutException when the clients are done with no message for six minutes, because
     *     they have failed or hang
     */
    public void awaitAnswered(int count) {
        awaitAnswered(count, answered::get, LONGEST_SILENCE);
    }

    static void awaitAnswered(int count, IntSupplier answered, Duration longestSilence) {
        for (var before = answered.getAsInt(); before < count; before = answered.getAsInt()) {
            var last = before;
            Waiting.until("more than %d messages are answered".formatted(last), POLL_INTERVAL)
                    .atMost(longestSilence)
                    .until(() -> answered.getAsInt() > last);
        }
    }

    /**
     * Posts a range of messages, with {@link #post}. Returns when each message has its final answer.
     *
     * @param from the number of the first message
     * @param to the number after the last message
     * @param clients the number of clients that post at the same time
     */
    public void postAll(int from, int to, int clients, IntFunction<TestMessage> messages) {
        var next = new AtomicInteger(from);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < clients; i++) {
                threads.execute(() -> {
                    for (var number = next.getAndIncrement(); number < to; number = next.getAndIncrement()) {
                        post(messages.apply(number));
                        answered.incrementAndGet();
                    }
                });
            }
        }
    }

    /** Posts all messages at the same time, with {@link #post}. Returns when each message has its final answer. */
    public void postAtOnce(List<TestMessage> messages) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            messages.forEach(message -> threads.execute(() -> post(message)));
        }
    }

    /**
     * Posts a message again and again until its answer is final: not 5xx. Records the answer, or an anomaly when there
     * is none after two minutes.
     */
    public void post(TestMessage message) {
        try {
            if (!succeeds(() -> postOnce(message), ANSWER_TIMEOUT)) {
                recorder.recordAnomaly("No answer to " + message.key() + " for " + ANSWER_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Puts copies of a message into the queue, so that SQS delivers it again.
     *
     * @throws IllegalStateException when the queue does not take a copy for two minutes
     */
    public void enqueueCopies(TestMessage message, int copies) {
        for (var i = 0; i < copies; i++) {
            enqueue(message.body());
        }
    }

    /**
     * Puts a poison record into the queue, and records it.
     *
     * @throws IllegalStateException when the queue does not take it for two minutes
     */
    public void enqueuePoison(PoisonRecord poison) {
        enqueue(poison.body());
        recorder.recordPoison(poison);
    }

    /** Posts a message once. Returns whether the answer is final: a 5xx does not tell whether the queue has the message. */
    private boolean postOnce(TestMessage message) {
        recorder.recordPost();
        var status = api.post(message).status();
        switch (status) {
            case ACCEPTED -> recorder.recordAccepted(message);
            case STORED -> recorder.recordStored(message);
            case CONFLICT -> recorder.recordConflict(message);
            default -> {
                if (status < FIRST_SERVER_ERROR) {
                    recorder.recordRefused(message);
                }
            }
        }
        return status < FIRST_SERVER_ERROR;
    }

    /** Sends until the queue confirms it. The queue can get the body twice, when a confirmation is lost. */
    private void enqueue(String body) {
        try {
            if (!succeeds(() -> enqueueOnce(body), ANSWER_TIMEOUT)) {
                throw new IllegalStateException("The queue took no message for " + ANSWER_TIMEOUT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries again and again, and returns whether an attempt succeeded before the timeout ended. */
    static boolean succeeds(BooleanSupplier attempt, Duration timeout) throws InterruptedException {
        var deadline = Instant.now().plus(timeout);
        while (!attempt.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            Thread.sleep(RETRY_INTERVAL);
        }
        return true;
    }

    private boolean enqueueOnce(String body) {
        try {
            stack.local()
                    .clients()
                    .sqs()
                    .sendMessage(request ->
                            request.queueUrl(stack.local().queueUrl("Queue")).messageBody(body));
            return true;
        } catch (SdkException e) {
            // The engine for SQS is down. The caller tries again.
            return false;
        }
    }
}
