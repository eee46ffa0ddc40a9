package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ordermessage.message.Message;
import ordermessage.ports.Archive;
import ordermessage.ports.Index;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.StorageUnavailable;
import ordermessage.process.RecordProcessor.Outcome;
import ordermessage.queue.DeadLetterReason;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordProcessorTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final String TEXT = text("{\"order_amount\":20}");
    private static final Message OTHER = Message.read(text("{\"order_amount\":21}"));
    private static final Archive FREE_ARCHIVE = message -> message;
    private static final Index FREE_INDEX = entry -> entry;

    private final List<DeadLetter> deadLetters = new ArrayList<>();

    @Test
    void aMessageThatIsArchivedAndIndexedIsStored() {
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, TEXT)).isEqualTo(Outcome.STORED);
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
    void whatIsIndexedIsWhatStandsInTheArchive() {
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
    void aRedeliveryOfTheSameContentIsASuccess() {
        Index taken = entry -> IndexEntry.of(Message.read(TEXT), RECEIVED.minusSeconds(60), RECEIVED);
        assertThat(process(message -> Message.read(TEXT), taken, TEXT.replace(",", " ,\n")))
                .isEqualTo(Outcome.STORED);
    }

    @Test
    void anotherContentInTheArchiveIsAConflictAndIndexesNothing() {
        Index untouchable = entry -> {
            throw new AssertionError("indexed");
        };
        assertThat(process(message -> OTHER, untouchable, TEXT)).isEqualTo(Outcome.DEAD_LETTERED);
        assertThat(deadLetters).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(DeadLetterReason.CONFLICT);
            assertThat(letter.key()).isEqualTo(OTHER.key());
            assertThat(letter.message().body().body()).isEqualTo(TEXT);
        });
    }

    @Test
    void anotherContentInTheIndexIsAConflict() {
        Index taken = entry -> IndexEntry.of(OTHER, RECEIVED, RECEIVED);
        assertThat(process(FREE_ARCHIVE, taken, TEXT)).isEqualTo(Outcome.DEAD_LETTERED);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(DeadLetterReason.CONFLICT);
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
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, body)).isEqualTo(Outcome.DEAD_LETTERED);
        assertThat(deadLetters).extracting(DeadLetter::reason).containsExactly(reason);
    }

    @Test
    void aMessageWithoutDataIsNotTriedForever() {
        var body = TEXT.replace(",\"data\":{\"order_amount\":20}", "");
        assertThat(process(FREE_ARCHIVE, FREE_INDEX, body)).isEqualTo(Outcome.DEAD_LETTERED);
    }

    /** It was accepted under another schema, before a deployment. */
    @Test
    void aMessageThatTheSchemaOfTodayWouldRefuseIsStored() {
        assertThat(process(
                        FREE_ARCHIVE,
                        FREE_INDEX,
                        TEXT.replaceFirst("\"message_time\":\"[^\"]*\"", "\"message_time\":\"noon\"")))
                .isEqualTo(Outcome.STORED);
    }

    @Test
    void aStoreThatFailsGivesTheRecordBack() {
        Archive noArchive = message -> {
            throw new StorageUnavailable(new IllegalStateException("SlowDown"));
        };
        Index noIndex = entry -> {
            throw new StorageUnavailable(new IllegalStateException("throttled"));
        };
        assertThat(process(noArchive, FREE_INDEX, TEXT)).isEqualTo(Outcome.FAILED);
        assertThat(process(FREE_ARCHIVE, noIndex, TEXT)).isEqualTo(Outcome.FAILED);
        assertThat(deadLetters).isEmpty();
    }

    @Test
    void aRecordThatTheDeadLetterQueueDoesNotTakeStaysInTheQueue() {
        var processor = new RecordProcessor(storage(FREE_ARCHIVE, FREE_INDEX), letter -> {
            throw new IllegalStateException("unreachable");
        });
        assertThat(processor.process(queued("not json"))).isEqualTo(Outcome.FAILED);
    }

    @Test
    void theDetailOfADeadLetterHoldsNothingOfTheMessage() {
        process(FREE_ARCHIVE, FREE_INDEX, "{\"metadata\":{\"message_id\":\"secret\"},\"data\":\"secret\"}");
        assertThat(deadLetters.getFirst().detail()).isNotEmpty().doesNotContain("secret");
    }

    private Outcome process(Archive archive, Index index, String body) {
        return new RecordProcessor(storage(archive, index), deadLetters::add).process(queued(body));
    }

    private static MessageStorage storage(Archive archive, Index index) {
        return new MessageStorage(archive, index, Clock.systemUTC());
    }

    private static QueuedMessage queued(String body) {
        return new QueuedMessage("r-1", new QueueBody(body, Optional.empty()), RECEIVED);
    }

    private static String text(String data) {
        return """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z",\
                "company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
                "message_id":"fc0daad3-4f10-4d15-b8c6-276cca111e87"},"data":%s}""".formatted(data);
    }
}
