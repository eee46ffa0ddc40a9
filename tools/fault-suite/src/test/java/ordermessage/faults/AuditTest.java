package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import ordermessage.faults.Finding.Kind;
import ordermessage.local.deadletter.DeadLetter;
import org.junit.jupiter.api.Test;

/** A comparison that overlooks something proves nothing: each kind of broken promise has to be found. */
class AuditTest {
    private static final TestMessage FIRST =
            TestMessage.of("cccccccc-0000-4000-8000-000000000001", "aaaaaaaa-0000-4000-8000-000000000001", 1, 20);
    private static final TestMessage OTHER = FIRST.contradicted(2);
    private static final String KEY = FIRST.key();

    private final Ledger ledger = new Ledger();
    private final Map<String, String> objects = new HashMap<>();
    private final Map<String, StoreContents.Item> items = new HashMap<>();
    private final Map<String, Integer> writes = new HashMap<>();
    private List<DeadLetter> letters = List.of();

    @Test
    void whatIsStoredAsPostedIsInOrder() {
        ledger.accepted(FIRST);
        store(FIRST);
        assertThat(findings()).isEmpty();
    }

    @Test
    void anAcceptedMessageThatIsNowhereIsLost() {
        ledger.accepted(FIRST);
        assertThat(findings()).containsExactly(Kind.LOST);
    }

    @Test
    void anArchivedMessageThatIsNotIndexedIsLost() {
        ledger.accepted(FIRST);
        store(FIRST);
        items.clear();
        assertThat(findings()).containsExactly(Kind.LOST);
    }

    @Test
    void anIndexedMessageThatIsNotArchivedIsLost() {
        ledger.accepted(FIRST);
        store(FIRST);
        objects.clear();
        assertThat(findings()).contains(Kind.LOST);
    }

    @Test
    void theSameContentInOtherBytesIsStoredWithIt() {
        ledger.accepted(FIRST);
        ledger.accepted(FIRST.respelled(3));
        store(FIRST.respelled(3));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anObjectThatNobodyPostedIsAReplacement() {
        ledger.accepted(FIRST);
        store(FIRST);
        objects.put(KEY + ".json", OTHER.text());
        assertThat(findings()).contains(Kind.REPLACED);
    }

    @Test
    void anItemOfOtherBytesThanTheObjectIsAReplacement() {
        ledger.accepted(FIRST);
        ledger.accepted(FIRST.respelled(3));
        store(FIRST);
        objects.put(KEY + ".json", FIRST.respelled(3).text());
        assertThat(findings()).containsExactly(Kind.REPLACED);
    }

    @Test
    void anotherContentHasToBeInTheDeadLetterQueue() {
        ledger.accepted(FIRST);
        ledger.accepted(OTHER);
        store(FIRST);
        assertThat(findings()).containsExactly(Kind.LOST);
        letters = List.of(letter(OTHER.text(), "conflict"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void anotherContentNeedsTheRightReason() {
        ledger.accepted(FIRST);
        ledger.accepted(OTHER);
        store(FIRST);
        letters = List.of(letter(OTHER.text(), "too many receives"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
    }

    @Test
    void aConflictWithNothingIsNoReason() {
        ledger.accepted(FIRST);
        letters = List.of(letter(FIRST.text(), "conflict"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
    }

    @Test
    void aMessageInTheStoreAndInTheDeadLetterQueueIsThereTwice() {
        ledger.accepted(FIRST);
        store(FIRST);
        letters = List.of(letter(FIRST.text(), "conflict"));
        assertThat(findings()).containsExactly(Kind.STORED_TWICE);
    }

    @Test
    void aKeyThatWasWrittenTwiceIsStoredTwice() {
        ledger.accepted(FIRST);
        store(FIRST);
        writes.put(KEY, 2);
        assertThat(findings()).containsExactly(Kind.STORED_TWICE);
    }

    @Test
    void aRefusedMessageThatIsStoredIsFound() {
        var invalid = new TestMessages(1).invalid(1);
        ledger.refused(invalid);
        store(invalid);
        assertThat(findings()).containsExactly(Kind.STORED_THOUGH_REFUSED);
    }

    @Test
    void aPoisonRecordHasToBeSetAsideWithItsReason() {
        var poison = Poison.Form.NOT_JSON.numbered(1);
        ledger.enqueued(poison);
        assertThat(findings()).containsExactly(Kind.LOST);
        letters = List.of(letter(poison.body(), "too many receives"));
        assertThat(findings()).containsExactly(Kind.WRONG_REASON);
        letters = List.of(letter(poison.body(), "unreadable"));
        assertThat(findings()).isEmpty();
    }

    @Test
    void aWrongAnswerIsFound() {
        List<Consumer<Ledger>> wrong = List.of(
                entries -> entries.refused(FIRST),
                entries -> entries.accepted(new TestMessages(1).invalid(1)),
                entries -> entries.anomaly("No answer"));
        for (var entry : wrong) {
            var other = new Ledger();
            entry.accept(other);
            assertThat(Audit.of(other, new StoreContents(objects, items, letters), writes))
                    .extracting(Finding::kind)
                    .contains(Kind.WRONG_ANSWER);
        }
    }

    private List<Kind> findings() {
        return Audit.of(ledger, new StoreContents(objects, items, letters), writes).stream()
                .map(Finding::kind)
                .toList();
    }

    private void store(TestMessage message) {
        objects.put(message.key() + ".json", message.text());
        items.put(
                message.key(),
                new StoreContents.Item(TestMessage.TIME, message.key() + ".json", Optional.of(message.text())));
    }

    private static DeadLetter letter(String body, String reason) {
        return new DeadLetter("q-1", reason, "", Optional.empty(), Optional.empty(), Instant.EPOCH, body);
    }
}
