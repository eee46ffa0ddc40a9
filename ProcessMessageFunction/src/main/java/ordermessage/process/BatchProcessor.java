package ordermessage.process;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ordermessage.logging.LogFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** Processes the records of a batch at the same time. A record that fails does not affect the others. */
public final class BatchProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(BatchProcessor.class);

    private final RecordProcessor records;

    public BatchProcessor(RecordProcessor records) {
        this.records = records;
    }

    /**
     * Processes the batch.
     *
     * @param within the time for the batch; a record that takes longer is abandoned and counts as failed
     * @return the outcome of each record by the id of SQS, in the order of the batch
     */
    public Map<String, Outcome> process(List<QueuedMessage> batch, Duration within) {
        var deadline = System.nanoTime() + within.toNanos();
        // It is shut down and not closed: closing would wait for the records that were just abandoned.
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var tasks = records.tasks(batch).stream()
                    .map(BatchProcessor::withLogContext)
                    .toList();
            var futures = threads.invokeAll(tasks, deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            var outcomes = new LinkedHashMap<String, Outcome>();
            for (var i = 0; i < batch.size(); i++) {
                outcomes.put(batch.get(i).id(), outcome(batch.get(i), futures.get(i)));
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted: the whole batch is delivered again", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Outcome> withLogContext(Supplier<Outcome> task) {
        var invocation = MDC.getCopyOfContextMap();
        return () -> {
            if (invocation != null) {
                MDC.setContextMap(invocation);
            }
            return task.get();
        };
    }

    private static Outcome outcome(QueuedMessage record, Future<Outcome> future) throws InterruptedException {
        if (future.isCancelled()) {
            line(LOG.atWarn(), record).log("The record took too long and will be delivered again");
            return new Outcome.Failed();
        }
        try {
            return future.get();
        } catch (ExecutionException e) {
            line(LOG.atError(), record).setCause(e).log("The record failed and will be delivered again");
            return new Outcome.Failed();
        }
    }

    private static LoggingEventBuilder line(LoggingEventBuilder line, QueuedMessage record) {
        return line.addKeyValue(LogFields.OUTCOME, LogFields.FAILED).addKeyValue(LogFields.SQS_MESSAGE_ID, record.id());
    }
}
