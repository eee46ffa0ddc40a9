package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import ordermessage.message.ContentDigest;
import ordermessage.message.Message;
import ordermessage.message.MessageKey;
import ordermessage.ports.Archive;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.StorageUnavailableException;
import ordermessage.ports.StoredContents;
import ordermessage.ports.UnreadableContentException;
import ordermessage.queue.DeadLetterReason;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordProcessorTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration AGE = Duration.ofSeconds(5);
    private static final Clock CLOCK = Clock.fixed(RECEIVED.plus(AGE), ZoneOffset.UTC);
    private static final Outcome STORED = new Outcome.Stored(AGE);
    private static final String TEXT = text("{\"order_amount\":20}");
    private static final Message OTHER = Message.read(text("{\"order_amount\":21}"));
    private static final Archive FREE_ARCHIVE = message -> message;
    private static final Index FREE_INDEX = entry -> entry;
    private static final StoredContents NOTHING_STORED = key -> Optional.empty();

    private final List<DeadLetter> deadLetters = new ArrayList<>();

    @Test
    void aMessageThatIsArchivedAndIndexedIsStored() {
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, TEXT)).isEqualTo(STORED);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void nothingIsIndexedBeforeItIsArchived() {
        var steps = new ArrayList<String>();
        process(
                message -> {
                    steps.add("archive");
                    return message;
                },
                entry -> {
                    steps.add("index");
                    return entry;
                },
                TEXT);
        assertThat(steps).containsExactly("archive", "index");
    }

    @Test
    void theIndexEntryHasTheArchivedText() {
        var indexed = new ArrayList<IndexEntry>();
        var first = Message.read(TEXT.replace("20}", "20 }"));
        process(
                message -> first,
                entry -> {
                    indexed.add(entry);
                    return entry;
                },
                TEXT);
        assertThat(indexed)
                .singleElement()
                .satisfies(entry -> assertThat(entry.body()).contains(first.text()));
    }

    @Test
    void aRedeliveryOfTheSameContentIsADuplicate() {
        Index taken = entry -> IndexEntry.of(Message.read(TEXT), RECEIVED.minusSeconds(60), RECEIVED);
        assertThat(process(message -> Message.read(TEXT), taken, TEXT.replace(",", " ,\n")))
                .isEqualTo(new Outcome.Duplicate());
    }

    @Test
    void theStoredDigestsOfABatchAreReadInOneCall() {
        var read = new ArrayList<List<MessageKey>>();
        var contents = new StoredContents() {
            @Override
            public Optional<ContentDigest> find(MessageKey key) {
                throw new AssertionError("read alone");
            }

            @Override
            public StoredContents readAll(Collection<MessageKey> keys) {
                read.add(List.copyOf(keys));
                return NOTHING_STORED;
            }
        };
        var storage = new MessageStorage(contents, FREE_ARCHIVE, FREE_INDEX, CLOCK);
        var batch = List.of(queued(TEXT), queued("not json"), queued(OTHER.text()));

        var tasks = new RecordProcessor(storage, deadLetters::add, CLOCK).tasks(batch);

        assertThat(tasks).extracting(Supplier::get).hasSize(3);
        assertThat(read).containsExactly(List.of(Message.read(TEXT).key(), OTHER.key()));
    }

    /** The clock of SQS is ahead of the function's. */
    @Test
    void theAgeOfAStoredMessageIsNeverNegative() {
        var processor = new RecordProcessor(
                storage(FREE_ARCHIVE, FREE_INDEX),
                deadLetters::add,
                Clock.fixed(RECEIVED.minusMillis(1), ZoneOffset.UTC));
        assertThat(process(processor, TEXT)).isEqualTo(new Outcome.Stored(Duration.ZERO));
    }

    @Test
    void differentContentInTheArchiveIsAConflictAndIndexesNothing() {
        Index untouchable = entry -> {
            throw new AssertionError("indexed");
        };
        assertThat(process(message -> OTHER, untouchable, TEXT)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(DeadLetterReason.CONFLICT);
            assertThat(letter.key()).isEqualTo(OTHER.key());
            assertThat(letter.message().body().body()).isEqualTo(TEXT);
        });
    }

    @Test
    void differentContentInTheIndexIsAConflict() {
        Index taken = entry -> IndexEntry.of(OTHER, RECEIVED, RECEIVED);
        assertThat(process(FREE_ARCHIVE, taken, TEXT)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(DeadLetterReason.CONFLICT);
    }

    /** The object of the first content went missing, so its key in the archive is free. */
    @Test
    void differentContentIsNotArchivedInThePlaceOfAMissingObject() {
        Archive untouchable = message -> {
            throw new AssertionError("archived");
        };
        var storage = new MessageStorage(key -> Optional.of(OTHER.digest()), untouchable, FREE_INDEX, CLOCK);

        assertThat(process(storage, TEXT)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(DeadLetterReason.CONFLICT);
    }

    @Test
    void theSameContentIsArchivedInThePlaceOfAMissingObject() {
        var message = Message.read(TEXT);
        var archived = new ArrayList<Message>();
        Archive archive = put -> {
            archived.add(put);
            return put;
        };
        Index taken = entry -> IndexEntry.of(message, RECEIVED.minusSeconds(60), RECEIVED);
        var storage = new MessageStorage(key -> Optional.of(message.digest()), archive, taken, CLOCK);

        assertThat(process(storage, TEXT)).isEqualTo(new Outcome.Duplicate());
        assertThat(archived).containsExactly(message);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void aKeyThatIsTakenBySomethingElseThanAMessageIsAConflict() {
        Archive taken = message -> {
            throw new UnreadableContentException("The object is not a message");
        };
        Index takenIndex = entry -> {
            throw new UnreadableContentException("The item is not an entry");
        };
        assertThat(process(taken, FREE_INDEX, TEXT)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(process(FREE_ARCHIVE, takenIndex, TEXT)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters)
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetterReason.CONFLICT, DeadLetterReason.CONFLICT);
    }

    /** Nothing is archived that has no way into the index. */
    @Test
    void aMessageTimeThatTheIndexCannotHoldIsInvalidBeforeAnythingIsArchived() {
        Archive untouchable = message -> {
            throw new AssertionError("archived");
        };
        assertThat(process(untouchable, FREE_INDEX, TEXT.replace("2023-12-10T22:02:38Z", "x".repeat(500_000))))
                .isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(DeadLetterReason.INVALID);
    }

    @Test
    void anUnreadableIndexFailsTheRecordBeforeItIsArchived() {
        StoredContents unreadable = key -> {
            throw new StorageUnavailableException(new IllegalStateException("throttled"));
        };
        Archive untouchable = message -> {
            throw new AssertionError("archived");
        };
        assertThat(process(new MessageStorage(unreadable, untouchable, FREE_INDEX, CLOCK), TEXT))
                .isEqualTo(new Outcome.Failed());
        assertThat(deadLetters).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|UNREADABLE",
                "not json|UNREADABLE",
                "{\"metadata\":{}|UNREADABLE",
                "[]|INVALID",
                "{}|INVALID",
                "{\"metadata\":{\"company_id\":\"../x\",\"message_id\":\"y\",\"message_time\":\"z\"},\"data\":{}}|INVALID",
            })
    void aMessageThatCanNeverBeStoredGoesToTheDeadLetterQueueWithItsReason(String body, DeadLetterReason reason) {
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, body)).isInstanceOf(Outcome.DeadLettered.class);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(reason);
    }

    @Test
    void aMessageWithoutDataIsNotTriedForever() {
        var body = TEXT.replace(",\"data\":{\"order_amount\":20}", "");
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, body)).isInstanceOf(Outcome.DeadLettered.class);
    }

    /** It was accepted under another schema, before a deployment. */
    @Test
    void aMessageThatTheSchemaOfTodayWouldRefuseIsStored() {
        assertThat(process(
                        FREE_ARCHIVE,
                        FREE_INDEX,
                        TEXT.replaceFirst("\"message_time\":\"[^\"]*\"", "\"message_time\":\"noon\"")))
                .isEqualTo(STORED);
    }

    @Test
    void aFailureOfAStoreFailsTheRecord() {
        Archive noArchive = message -> {
            throw new StorageUnavailableException(new IllegalStateException("SlowDown"));
        };
        Index noIndex = entry -> {
            throw new StorageUnavailableException(new IllegalStateException("throttled"));
        };
        assertThat(process(noArchive, FREE_INDEX, TEXT)).isEqualTo(new Outcome.Failed());
        assertThat(process(FREE_ARCHIVE, noIndex, TEXT)).isEqualTo(new Outcome.Failed());
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void aRecordThatTheDeadLetterQueueDoesNotTakeStaysInTheQueue() {
        DeadLetterQueue unreachable = letter -> {
            throw new IllegalStateException("unreachable");
        };
        var processor = new RecordProcessor(storage(FREE_ARCHIVE, FREE_INDEX), unreachable, CLOCK);
        assertThat(process(processor, "not json")).isEqualTo(new Outcome.Failed());
    }

    @Test
    void theDetailOfADeadLetterContainsNoPartOfTheMessage() {
        process(FREE_ARCHIVE, FREE_INDEX, "{\"metadata\":{\"message_id\":\"secret\"},\"data\":\"secret\"}");
        assertThat(deadLetters.getFirst().detail()).isNotEmpty().doesNotContain("secret");
    }

    private Outcome process(Archive archive, Index index, String body) {
        return process(storage(archive, index), body);
    }

    private Outcome process(MessageStorage storage, String body) {
        return process(new RecordProcessor(storage, deadLetters::add, CLOCK), body);
    }

    private static Outcome process(RecordProcessor processor, String body) {
        return processor.tasks(List.of(queued(body))).getFirst().get();
    }

    private static MessageStorage storage(Archive archive, Index index) {
        return new MessageStorage(NOTHING_STORED, archive, index, CLOCK);
    }

    private static QueuedMessage queued(String body) {
        return new QueuedMessage("r-1", new QueueBody(body, Optional.empty()), RECEIVED, Optional.empty());
    }

    private static String text(String data) {
        return """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z",\
                "company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
                "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":%s}""".formatted(data);
    }
}
