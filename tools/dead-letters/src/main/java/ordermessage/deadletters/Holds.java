package ordermessage.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Messages that were received and are hidden until {@link #close}: a thread extends the time of each before it ends. Only ids
 * and receipt handles are in memory, no bodies.
 */
final class Holds implements AutoCloseable {
    /** The maximum number of messages that SQS accepts in a call. */
    private static final int MAX_BATCH = 10;

    /** The number of simultaneous calls. With 20 calls of 0.1 s each, 110,000 messages are extended in 55 s. */
    private static final int CALLS_AT_ONCE = 20;

    private final SqsClient sqs;
    private final String url;
    private final int seconds;

    /** The holds by the id of SQS. It is its own lock. */
    private final Map<String, Hold> holds = new HashMap<>();

    private final ParallelCalls calls = new ParallelCalls(CALLS_AT_ONCE);
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
    private volatile boolean isClosing;

    /** The hold of one message, since an instant of {@link System#nanoTime}. */
    private record Hold(String id, String receipt, long since) {}

    /**
     * Holds nothing yet.
     *
     * @param seconds how long a message is hidden, unless the time is extended
     */
    Holds(SqsClient sqs, String url, int seconds) {
        this.sqs = sqs;
        this.url = url;
        this.seconds = seconds;
        var pause = Duration.ofSeconds(seconds).dividedBy(10).toNanos();
        var _ = thread.scheduleWithFixedDelay(this::extend, pause, pause, TimeUnit.NANOSECONDS);
    }

    /**
     * Holds a message that was received.
     *
     * @return whether it was not held before
     */
    boolean add(Message message) {
        var hold = new Hold(message.messageId(), message.receiptHandle(), System.nanoTime());
        synchronized (holds) {
            return holds.put(hold.id(), hold) == null;
        }
    }

    /** Forgets a message that was deleted. */
    void remove(Message message) {
        synchronized (holds) {
            holds.remove(message.messageId());
        }
    }

    int size() {
        synchronized (holds) {
            return holds.size();
        }
    }

    /** Makes the messages visible again. */
    @Override
    public void close() {
        isClosing = true;
        // It waits: an extension that reaches SQS after the release would hide messages again.
        thread.close();
        try (calls) {
            calls.run(batches(hold -> true).stream()
                    .<Runnable>map(batch -> () -> hide(batch, 0))
                    .toList());
        }
    }

    /** Extends the holds of which a third is over. */
    private void extend() {
        var limit = System.nanoTime() - Duration.ofSeconds(seconds).dividedBy(3).toNanos();
        try {
            calls.run(batches(hold -> hold.since() - limit <= 0).stream()
                    .<Runnable>map(batch -> () -> extend(batch))
                    .toList());
        } catch (RuntimeException e) {
            // Any failure: an exception would end the timer. These holds stay old, so the next run extends them.
        }
    }

    private void extend(List<Hold> batch) {
        if (isClosing) {
            return;
        }
        var now = System.nanoTime();
        extended(hide(batch, seconds), now);
    }

    private void extended(List<Hold> batch, long now) {
        synchronized (holds) {
            // A message that was deleted or received again meanwhile has another hold, or none.
            batch.forEach(hold -> holds.replace(hold.id(), hold, new Hold(hold.id(), hold.receipt(), now)));
        }
    }

    private List<List<Hold>> batches(Predicate<Hold> wanted) {
        List<Hold> chosen;
        synchronized (holds) {
            chosen = holds.values().stream().filter(wanted).toList();
        }
        var batches = new ArrayList<List<Hold>>();
        for (var from = 0; from < chosen.size(); from += MAX_BATCH) {
            batches.add(chosen.subList(from, Math.min(from + MAX_BATCH, chosen.size())));
        }
        return batches;
    }

    /**
     * Hides messages from now on.
     *
     * @return those for which SQS did so
     */
    private List<Hold> hide(List<Hold> batch, int forSeconds) {
        var entries = IntStream.range(0, batch.size())
                .mapToObj(index -> ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(index))
                        .receiptHandle(batch.get(index).receipt())
                        .visibilityTimeout(forSeconds)
                        .build())
                .toList();
        var answer = sqs.changeMessageVisibilityBatch(
                request -> request.queueUrl(url).entries(entries));
        var failed = answer.failed().stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
        return IntStream.range(0, batch.size())
                .filter(index -> !failed.contains(Integer.toString(index)))
                .mapToObj(batch::get)
                .toList();
    }
}
