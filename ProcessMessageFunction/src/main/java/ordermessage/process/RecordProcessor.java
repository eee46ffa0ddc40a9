package ordermessage.process;

import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Collectors;
import ordermessage.json.MalformedJson;
import ordermessage.logging.LogFields;
import ordermessage.logging.Stopwatch;
import ordermessage.message.InvalidMessage;
import ordermessage.message.Message;
import ordermessage.queue.DeadLetterReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.spi.LoggingEventBuilder;

/** Processes one record of a batch. This is the one place where permanent and transient failures are told apart. */
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
     * Processes a record and logs its outcome. It does not throw: a record that fails is delivered again.
     *
     * <p>It puts the ids of the message into the log context of its thread, which must be used for one record only.
     */
    public Outcome process(QueuedMessage queued) {
        var stopwatch = Stopwatch.start();
        MDC.put(LogFields.SQS_MESSAGE_ID, queued.id());
        try {
            var outcome = switch (read(queued)) {
                case Valid(var message) -> store(queued, message);
                case Rejected(var letter) -> deadLetter(letter);
            };
            log(outcome, stopwatch);
            return outcome;
        } catch (RuntimeException e) {
            // Whatever failed, nothing is lost: the record is delivered again, and in the end the queue's redrive
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

    private sealed interface Reading {}

    private record Valid(Message message) implements Reading {}

    private record Rejected(DeadLetter letter) implements Reading {}

    private static Reading read(QueuedMessage queued) {
        try {
            return new Valid(Message.read(queued.body().text()));
        } catch (MalformedJson e) {
            return new Rejected(
                    new DeadLetter(queued, DeadLetterReason.UNREADABLE, e.flaw().detail(), null));
        } catch (InvalidMessage e) {
            return new Rejected(new DeadLetter(queued, DeadLetterReason.INVALID, details(e), null));
        }
    }

    private Outcome.Done store(QueuedMessage queued, Message message) {
        MDC.put(LogFields.COMPANY_ID, message.key().companyId().value());
        MDC.put(LogFields.MESSAGE_ID, message.key().messageId().value());
        return switch (storage.store(message, queued.receivedAt())) {
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

    private static String details(InvalidMessage invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }
}
