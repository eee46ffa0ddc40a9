package ordermessage.process;

import java.util.Optional;
import java.util.stream.Collectors;
import ordermessage.json.MalformedJson;
import ordermessage.message.InvalidMessage;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.process.DeadLetter.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what becomes of one record of a batch: the one place where permanent and transient part. */
public final class RecordProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProcessor.class);

    private final MessageStorage storage;
    private final DeadLetterQueue deadLetters;

    /** What the queue is told about a record. */
    public enum Outcome {
        /** Stored: the queue may forget it. */
        STORED,
        /** In the dead-letter queue with its reason: the queue may forget it. */
        DEAD_LETTERED,
        /** The queue must deliver it again. */
        FAILED
    }

    public RecordProcessor(MessageStorage storage, DeadLetterQueue deadLetters) {
        this.storage = storage;
        this.deadLetters = deadLetters;
    }

    /** Never throws: what fails is given back. */
    public Outcome process(QueuedMessage queued) {
        try {
            return switch (read(queued)) {
                case Valid(var message) -> store(queued, message);
                case Rejected(var letter) -> deadLetter(letter);
            };
        } catch (RuntimeException e) {
            // Whatever it is, giving the record back loses nothing: it comes again, and in the end the queue's own
            // redrive policy puts it aside.
            LOG.warn("Record {} failed and will be delivered again", queued.id(), e);
            return Outcome.FAILED;
        }
    }

    private sealed interface Reading {}

    private record Valid(Message message) implements Reading {}

    private record Rejected(DeadLetter letter) implements Reading {}

    private static Reading read(QueuedMessage queued) {
        try {
            return new Valid(Message.read(queued.body().text()));
        } catch (MalformedJson e) {
            return new Rejected(
                    new DeadLetter(queued, Reason.UNREADABLE, e.flaw().detail(), Optional.empty()));
        } catch (InvalidMessage e) {
            return new Rejected(new DeadLetter(queued, Reason.INVALID, details(e), Optional.empty()));
        }
    }

    private Outcome store(QueuedMessage queued, Message message) {
        return switch (storage.store(message, queued.receivedAt())) {
            case STORED -> Outcome.STORED;
            case CONFLICT ->
                deadLetter(new DeadLetter(
                        queued,
                        Reason.CONFLICT,
                        "Another content is stored under this key.",
                        Optional.of(message.key())));
        };
    }

    private Outcome deadLetter(DeadLetter letter) {
        deadLetters.send(letter);
        LOG.warn(
                "Record {} went to the dead-letter queue: {}. {} {}",
                letter.message().id(),
                letter.reason(),
                letter.detail(),
                letter.key().map(MessageKey::archiveKey).orElse(""));
        return Outcome.DEAD_LETTERED;
    }

    private static String details(InvalidMessage invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }
}
