package ordermessage.faults.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import ordermessage.faults.audit.Finding.Kind;
import ordermessage.faults.traffic.PoisonRecord;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.faults.traffic.TestMessageFactory;
import ordermessage.faults.traffic.TrafficRecorder;
import org.junit.jupiter.api.Test;

/** Checks that the audit finds each kind of broken promise. */
class AuditTest {
    private static final TestMessage FIRST =
            TestMessage.of("cccccccc-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000001", 1, 20);
    private static final TestMessage OTHER = FIRST.withOtherContent(2);
    private static final String KEY = FIRST.key();

    private final TrafficRecorder recorder = new TrafficRecorder();
    private final Map<String, String> objects = new HashMap<>();
    private final Map<String, StoreContents.Item> items = new HashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private List<DeadLetter> letters = List.of();

    @Test
    void aMessageThatIsStoredAsPostedIsNotAFinding() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAcceptedMessageThatIsNowhereIsLost() {
        recorder.recordAccepted(FIRST);
        assertThat(findings()).containsExactly(Kind.LOST);
    }

    @Test
    void anArchivedMessageThatIsNotIndexedIsLost() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        items.clear();
        assertThat(findings()).containsExactly(Kind.LOST);
    }

    @Test
    void anIndexedMessageThatIsNotArchivedIsLost() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        objects.clear();
        assertThat(findings()).contains(Kind.LOST);
    }

    @Test
    void theSameContentInOtherBytesIsNotLost() {
        recorder.recordAccepted(FIRST);
        recorder.recordAccepted(FIRST.withOtherWhitespace(3));
        store(FIRST.withOtherWhitespace(3));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anObjectThatNobodyPostedIsReplaced() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        objects.put(FIRST.objectKey(), OTHER.body());
        assertThat(findings()).contains(Kind.REPLACED);
    }

    @Test
    void anItemWithOtherBytesThanTheObjectIsReplaced() {
        recorder.recordAccepted(FIRST);
        recorder.recordAccepted(FIRST.withOtherWhitespace(3));
        store(FIRST);
        objects.put(FIRST.objectKey(), FIRST.withOtherWhitespace(3).body());
        assertThat(findings()).containsExactly(Kind.REPLACED);
    }

    @Test
    void differentContentWithTheSameKeyMustBeInTheDeadLetterQueue() {
        recorder.recordAccepted(FIRST);
        recorder.recordAccepted(OTHER);
        store(FIRST);
        assertThat(findings()).containsExactly(Kind.LOST);
        letters = List.of(letter(OTHER.body(), "conflict"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void differentContentWithTheSameKeyMustHaveTheReasonConflict() {
        recorder.recordAccepted(FIRST);
        recorder.recordAccepted(OTHER);
        store(FIRST);
        letters = List.of(letter(OTHER.body(), "too many receives"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
    }

    @Test
    void conflictIsAWrongReasonWhenNothingIsStored() {
        recorder.recordAccepted(FIRST);
        letters = List.of(letter(FIRST.body(), "conflict"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
    }

    @Test
    void aMessageInTheStoreAndInTheDeadLetterQueueIsStoredTwice() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        letters = List.of(letter(FIRST.body(), "conflict"));
        assertThat(findings()).containsExactly(Kind.STORED_TWICE);
    }

    @Test
    void aKeyThatWasWrittenTwiceIsStoredTwice() {
        recorder.recordAccepted(FIRST);
        store(FIRST);
        writes.put(KEY, 2);
        assertThat(findings()).containsExactly(Kind.STORED_TWICE);
    }

    @Test
    void aRefusedMessageThatIsStoredIsAFinding() {
        var invalid = new TestMessageFactory(1).invalid(1);
        recorder.recordRefused(invalid);
        store(invalid);
        assertThat(findings()).containsExactly(Kind.STORED_THOUGH_REFUSED);
    }

    @Test
    void aPoisonRecordMustBeInTheDeadLetterQueueWithItsReason() {
        var poison = PoisonRecord.Defect.NOT_JSON.createRecord(1);
        recorder.recordPoison(poison);
        assertThat(findings()).containsExactly(Kind.LOST);
        letters = List.of(letter(poison.body(), "too many receives"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
        letters = List.of(letter(poison.body(), "unreadable"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aMessageThatIsAnsweredAsStoredMustBeStored() {
        recorder.recordAccepted(OTHER);
        recorder.recordStored(FIRST);
        letters = List.of(letter(FIRST.body(), "conflict"));
        store(OTHER);
        assertThat(findings()).containsExactly(Kind.WRONG_ANSWER);

        letters = List.of(letter(OTHER.body(), "conflict"));
        store(FIRST);
        assertThat(findings()).isEmpty();
    }

    @Test
    void aMessageThatIsAnsweredAsAConflictMustNotBeStored() {
        recorder.recordAccepted(FIRST);
        recorder.recordConflict(OTHER);
        store(FIRST);
        assertThat(findings()).isEmpty();

        recorder.recordConflict(FIRST.withOtherWhitespace(2));
        assertThat(findings()).containsExactly(Kind.WRONG_ANSWER);
    }

    @Test
    void aConflictWithNothingIsAFinding() {
        recorder.recordConflict(FIRST);
        assertThat(findings()).containsExactly(Kind.WRONG_ANSWER);
    }

    @Test
    void aWrongAnswerIsAFinding() {
        List<Consumer<TrafficRecorder>> wrongAnswers = List.of(
                answers -> answers.recordRefused(FIRST),
                answers -> answers.recordAccepted(new TestMessageFactory(1).invalid(1)),
                answers -> answers.recordAnomaly("No answer"));
        for (var wrongAnswer : wrongAnswers) {
            var other = new TrafficRecorder();
            wrongAnswer.accept(other);
            assertThat(Audit.findings(other, new StoreContents(objects, items, letters), writes))
                    .extracting(Finding::kind)
                    .contains(Kind.WRONG_ANSWER);
        }
    }

    private List<Kind> findings() {
        return Audit.findings(recorder, new StoreContents(objects, items, letters), writes).stream()
                .map(Finding::kind)
                .toList();
    }

    private void store(TestMessage message) {
        objects.put(message.objectKey(), message.body());
        items.put(message.key(), new StoreContents.Item(TestMessage.MESSAGE_TIME, message.objectKey(), message.body()));
    }

    private static DeadLetter letter(String body, String reason) {
        return new DeadLetter(body, reason);
    }
}
