package ordermessage.process;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import ordermessage.json.MalformedJsonException;
import ordermessage.logging.LogFields;
import ordermessage.logging.Stopwatch;
import ordermessage.message.InvalidMessageException;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.queue.DeadLetterReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** Processes the records of a batch. Only this class decides whether a failure is permanent or transient. */
public final class RecordProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProcessor.class);

    private final MessageStorage storage;
    private final DeadLetterQueue deadLetters;
    private final InstantSource clock;

    public RecordProcessor(MessageStorage storage, DeadLetterQueue deadLetters, InstantSource clock) {
        this.storage = storage;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Reads the records of a batch, and what is stored under their keys, with one call for all of them. Returns the rest of the
     * work: a task for each record, in the order of the batch. The tasks may run at the same time.
     *
     * <p>A task stores a message or sends a dead letter, logs the outcome and returns it. It does not throw: a record that fails
     * is delivered again. It puts the ids of the message into the log context of its thread, which must be used for one record
     * only.
     */
    public List<Supplier<Outcome>> tasks(List<QueuedMessage> batch) {
        var readings = batch.stream().map(RecordProcessor::read).toList();
        var keys = readings.stream()
                .<MessageKey>mapMulti((reading, found) -> {
                    if (reading instanceof Valid(var _, var message)) {
                        found.accept(message.key());
                    }
                })
                .toList();
        var prepared = storage.forMessages(keys);
        return readings.stream()
                .<Supplier<Outcome>>map(reading -> () -> process(reading, prepared))
                .toList();
    }

    private Outcome process(Reading reading, MessageStorage prepared) {
        var stopwatch = Stopwatch.start();
        MDC.put(LogFields.SQS_MESSAGE_ID, reading.queued().id());
        try {
            var outcome = switch (reading) {
                case Valid(var queued, var message) -> store(queued, message, prepared);
                case Rejected(var letter) -> deadLetter(letter);
                case NotRead notRead ->
                    throw new IllegalStateException("The record could not be read", notRead.cause());
            };
            log(outcome, stopwatch);
            return outcome;
        } catch (RuntimeException e) {
            // No failure loses a message: the record is delivered again, and after the last try the queue's redrive
            // policy moves it to the dead-letter queue.
            line(LOG.atWarn(), LogFields.FAILED, stopwatch)
                    .setCause(e)
                    .log("The record failed and will be delivered again");
            return new Outcome.Failed();
        }
    }

    private static void log(Outcome.Done outcome, Stopwatch stopwatch) {
        switch (outcome) {
            case Outcome.Stored(var age) ->
                line(LOG.atInfo(), "stored", stopwatch)
                        .addKeyValue(LogFields.AGE_MS, age.toMillis())
                        .log("The message was stored");
            case Outcome.Duplicate() ->
                line(LOG.atInfo(), "already_stored", stopwatch).log("The message was stored already");
            case Outcome.DeadLettered(var reason, var detail) ->
                line(LOG.atWarn(), "dead_lettered", stopwatch)
                        .addKeyValue(LogFields.REASON, reason)
                        .log("The message went to the dead-letter queue: {}", detail);
        }
    }

    private static LoggingEventBuilder line(LoggingEventBuilder line, String outcome, Stopwatch stopwatch) {
        return line.addKeyValue(LogFields.OUTCOME, outcome)
                .addKeyValue(LogFields.DURATION_MS, stopwatch.milliseconds());
    }

    private sealed interface Reading {
        QueuedMessage queued();
    }

    private record Valid(QueuedMessage queued, Message message) implements Reading {}

    private record Rejected(DeadLetter letter) implements Reading {
        @Override
        public QueuedMessage queued() {
            return letter.message();
        }
    }

    private record NotRead(QueuedMessage queued, Throwable cause) implements Reading {}

    private static Reading read(QueuedMessage queued) {
        try {
            return new Valid(queued, Message.read(queued.body().text()));
        } catch (MalformedJsonException e) {
            return new Rejected(
                    new DeadLetter(queued, DeadLetterReason.UNREADABLE, e.flaw().detail(), null));
        } catch (InvalidMessageException e) {
            return new Rejected(new DeadLetter(queued, DeadLetterReason.INVALID, details(e), null));
        } catch (RuntimeException | Error e) {
            // No failure may fail the other records of the batch, which are read in the same thread.
            return new NotRead(queued, e);
        }
    }

    private Outcome.Done store(QueuedMessage queued, Message message, MessageStorage prepared) {
        MDC.put(LogFields.COMPANY_ID, message.key().companyId().value());
        MDC.put(LogFields.MESSAGE_ID, message.key().messageId().value());
        return switch (prepared.store(message, queued.receivedAt())) {
            case STORED -> new Outcome.Stored(age(queued));
            case ALREADY_STORED -> new Outcome.Duplicate();
            case CONFLICT ->
                deadLetter(new DeadLetter(
                        queued, DeadLetterReason.CONFLICT, "Another content is stored under this key.", message.key()));
        };
    }

    /** The clocks of SQS and of this function differ, so the age could be negative. */
    private Duration age(QueuedMessage queued) {
        var age = Duration.between(queued.receivedAt(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private Outcome.Done deadLetter(DeadLetter letter) {
        deadLetters.send(letter);
        return new Outcome.DeadLettered(letter.reason(), letter.detail());
    }

    private static String details(InvalidMessageException invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }
}
