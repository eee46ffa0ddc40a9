package ordermessage.local.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource.QueueSource;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Brings the messages of a queue to a function, as Lambda's event source mapping does: it polls, invokes with batches,
 * and deletes what is done. What failed comes back after its visibility time-out.
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
    private final Gate gate = new Gate();
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
     * Starts to poll.
     *
     * @param concurrency the most invocations at a time, if the source does not bound them lower
     * @param longPoll how long a poll waits for messages, at most 20 s
     * @param log gets a line for each batch that failed and each trouble with the queue
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

    /** Stops to take messages; returns when all that were taken are dealt with and no poll is open. */
    public void pause() {
        gate.close();
    }

    /** Takes messages again. */
    public void resume() {
        gate.open();
    }

    /** Takes no more messages, and gives those that were taken a moment; what is not dealt with then comes again. */
    @Override
    public void close() {
        pollers.shutdownNow();
        try {
            pollers.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll() {
        var backoff = new Backoff();
        try {
            while (!pollers.isShutdown()) {
                if (pollSafely()) {
                    backoff.succeeded();
                } else {
                    backoff.failed();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean pollSafely() throws InterruptedException {
        try {
            return pollOnce();
        } catch (RuntimeException | Error failure) { // Whatever it is: if a poller ended, messages would wait for ever.
            tell("A poll failed, and the next one follows: " + failure);
            return false;
        }
    }

    /** Whether all went well. */
    private boolean pollOnce() throws InterruptedException {
        gate.enter();
        try {
            var isWell = true;
            for (var event : SqsEvent.of(receive(), queueArn, region)) {
                isWell &= handle(event);
            }
            return isWell;
        } catch (SdkException failure) {
            tell("The queue " + source.queue() + " does not answer: " + failure.getMessage());
            return false;
        } finally {
            gate.leave();
        }
    }

    private List<Message> receive() {
        var messages = new ArrayList<>(queue.receive(source.batchSize(), longPoll));
        if (messages.isEmpty()) {
            return messages;
        }
        var full = Instant.now().plus(source.batchingWindow());
        while (messages.size() < source.batchSize() && Instant.now().isBefore(full)) {
            messages.addAll(queue.receive(source.batchSize() - messages.size(), Duration.between(Instant.now(), full)));
        }
        return messages;
    }

    private boolean handle(SqsEvent event) {
        var outcome = function.invoke(event.json());
        // That the mapping was closed meanwhile is no reason to do again what is done.
        var closed = Thread.interrupted();
        queue.delete(BatchResult.done(event.messages(), outcome, source.reportsBatchItemFailures()));
        if (closed) {
            Thread.currentThread().interrupt();
        }
        return switch (outcome) {
            case Outcome.Returned returned -> true;
            case Outcome.Failed failed -> {
                tell("A batch of " + event.messages().size() + " failed: " + failed);
                yield false;
            }
        };
    }

    private void tell(String trouble) {
        if (!pollers.isShutdown()) {
            log.accept(trouble);
        }
    }
}
