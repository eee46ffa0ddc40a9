package ordermessage.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ordermessage.local.retry.Backoff;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource.QueueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Delivers the messages of a queue to a function, as Lambda's event source mapping does: it polls the queue, invokes
 * the function with batches, and deletes the messages that are done. A message that failed is delivered again after its
 * visibility timeout.
 */
public final class EventSourceMapping implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final SourceQueue queue;
    private final String queueArn;
    private final String region;
    private final QueueSource source;
    private final Invoker function;
    private final Duration longPoll;
    private final Consumer<String> log;
    private final PollerPause pause = new PollerPause();
    private final ExecutorService pollers = Executors.newVirtualThreadPerTaskExecutor();

    private EventSourceMapping(
            SqsClient sqs,
            QueueAddress address,
            QueueSource source,
            Invoker function,
            Duration longPoll,
            Consumer<String> log) {
        this.queue = new SourceQueue(sqs, address.url(), log);
        this.queueArn = address.arn();
        this.region = address.region();
        this.source = source;
        this.function = function;
        this.longPoll = longPoll;
        this.log = log;
    }

    /**
     * Starts to poll the queue.
     *
     * @param concurrency the maximum number of concurrent invocations; the source's own limit applies if it is lower
     * @param longPoll how long a poll waits for messages, at most 20 s
     * @param log receives a line for each batch that fails and each failed request to the queue
     */
    public static EventSourceMapping start(
            SqsClient sqs,
            QueueAddress address,
            QueueSource source,
            Invoker function,
            int concurrency,
            Duration longPoll,
            Consumer<String> log) {
        var mapping = new EventSourceMapping(sqs, address, source, function, longPoll, log);
        var pollers = Math.min(concurrency, source.maximumConcurrency().orElse(concurrency));
        for (var i = 0; i < pollers; i++) {
            mapping.pollers.execute(mapping::poll);
        }
        return mapping;
    }

    /** Stops receiving messages. Returns when all received messages were handled and no poll is in progress. */
    public void pause() {
        pause.pause();
    }

    /** Returns whether no new messages are received: after {@link #pause} was called and until {@link #resume}. */
    public boolean isPaused() {
        return pause.isPaused();
    }

    /** Returns whether a poll or an invocation is in progress. */
    public boolean isWorking() {
        return pause.isPollInProgress();
    }

    /** Receives messages again. */
    public void resume() {
        pause.resume();
    }

    /**
     * Stops. Waits up to two seconds for invocations in progress; messages that are not done then are delivered again.
     */
    @Override
    public void close() {
        pollers.shutdownNow();
        try {
            pollers.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        var backoff = new Backoff();
        try {
            while (!pollers.isShutdown()) {
                if (pollSafely()) {
                    backoff.reset();
                } else {
                    backoff.pause();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pollSafely() throws InterruptedException {
        try {
            return pollOnce();
        } catch (RuntimeException | Error e) { // All of them: a poller that ends would leave messages in the queue.
            log("A poll failed; the next one follows: " + e);
            return false;
        }
    }

    /** Returns whether the poll and all invocations succeeded. */
    private boolean pollOnce() throws InterruptedException {
        pause.beginPoll();
        try {
            var succeeded = true;
            for (var event : SqsEvent.of(receive(), queueArn, region)) {
                succeeded &= handle(event);
            }
            return succeeded;
        } catch (SdkException e) {
            log("The queue " + source.queue() + " does not answer: " + e.getMessage());
            return false;
        } finally {
            pause.endPoll();
        }
    }

    private List<Message> receive() {
        var messages = new ArrayList<>(queue.receive(source.batchSize(), longPoll));
        if (messages.isEmpty()) {
            return messages;
        }
        var deadline = Instant.now().plus(source.batchingWindow());
        while (messages.size() < source.batchSize() && Instant.now().isBefore(deadline)) {
            messages.addAll(
                    queue.receive(source.batchSize() - messages.size(), Duration.between(Instant.now(), deadline)));
        }
        return messages;
    }

    private boolean handle(SqsEvent event) {
        var outcome = function.invoke(event.json());
        // Closing the mapping interrupts this thread. Messages that are done must still be deleted.
        var interrupted = Thread.interrupted();
        queue.delete(BatchResult.done(event.messages(), outcome, source.reportsBatchItemFailures()));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return switch (outcome) {
            case Outcome.Returned returned -> true;
            case Outcome.Failed failed -> {
                log("A batch of " + event.messages().size() + " failed: " + failed);
                yield false;
            }
        };
    }

    private void log(String line) {
        if (!pollers.isShutdown()) {
            log.accept(line);
        }
    }
}
