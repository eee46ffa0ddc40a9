package ordermessage.process;

import java.util.stream.Collectors;
import ordermessage.json.MalformedJson;
import ordermessage.message.InvalidMessage;
import ordermessage.message.Message;
import ordermessage.queue.DeadLetterReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes one record of a batch. This is the one place where permanent and transient failures are told apart. */
public final class RecordProcessor {
    private static final Logger LOG = LoggerFactory.getLogger(RecordProcessor.class);

    private final MessageStorage storage;
    private final DeadLetterQueue deadLetters;

    /** The outcome of a record. */
    public enum Outcome {
        /** The message is stored: the queue deletes it. */
        STORED,
        /** The message is in the dead-letter queue with its reason: the queue deletes it. */
        DEAD_LETTERED,
        /** The queue must deliver the message again. */
        FAILED
    }

    public RecordProcessor(MessageStorage storage, DeadLetterQueue deadLetters) {
        this.storage = storage;
        this.deadLetters = deadLetters;
    }

    /** Processes a record. It does not throw: a record that fails is delivered again. */
    public Outcome process(QueuedMessage queued) {
        try {
            return switch (read(queued)) {
                case Valid(var message) -> store(queued, message);
                case Rejected(var letter) -> deadLetter(letter);
            };
        } catch (RuntimeException e) {
            // Whatever failed, nothing is lost: the record is delivered again, and in the end the queue's redrive
            // policy
            // moves it to the dead-letter queue.
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
                    new DeadLetter(queued, DeadLetterReason.UNREADABLE, e.flaw().detail(), null));
        } catch (InvalidMessage e) {
            return new Rejected(new DeadLetter(queued, DeadLetterReason.INVALID, details(e), null));
        }
    }

    private Outcome store(QueuedMessage queued, Message message) {
        return switch (storage.store(message, queued.receivedAt())) {
            case STORED -> Outcome.STORED;
            case CONFLICT ->
                deadLetter(new DeadLetter(
                        queued, DeadLetterReason.CONFLICT, "Another content is stored under this key.", message.key()));
        };
    }

    private Outcome deadLetter(DeadLetter letter) {
        deadLetters.send(letter);
        LOG.warn(
                "Record {} went to the dead-letter queue: {}. {} {}",
                letter.message().id(),
                letter.reason(),
                letter.detail(),
                letter.key() == null ? "" : letter.key().archiveKey());
        return Outcome.DEAD_LETTERED;
    }

    private static String details(InvalidMessage invalid) {
        return invalid.errors().stream()
                .map(error -> error.pointer() + ": " + error.detail())
                .collect(Collectors.joining(" "));
    }
}
