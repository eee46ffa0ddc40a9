package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import ordermessage.local.EmptyFolder;
import ordermessage.local.ProjectFolder;
import ordermessage.local.deadletter.DeadLetter;
import ordermessage.local.deadletter.DeadLetterQueue;
import ordermessage.local.queue.EventSourceMapping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One fault at a time. After each, everything that was accepted has to be where it belongs. */
class FaultAloneTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Duration VISIBILITY = Duration.ofSeconds(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    /** The tries of the SDK's clients, until their caller hears of the failure. */
    private static final int EVERY_TRY = 3;

    private static FaultyStack stack;
    private static Processes processes;
    private static Api api;

    private final String company = UUID.randomUUID().toString();
    private final Ledger ledger = new Ledger();
    private final Traffic traffic = new Traffic(stack, api, ledger);
    private final AtomicBoolean happened = new AtomicBoolean();

    @BeforeAll
    static void start() {
        stack = FaultyStack.start(PROJECT, PROJECT, EmptyFolder.at(Path.of("target", "fault-alone")));
        stack.showAgainAfter(VISIBILITY);
        processes = new Processes(stack);
        api = new Api(stack);
    }

    @AfterAll
    static void stop() {
        api.close();
        stack.close();
    }

    @AfterEach
    void everyPromiseIsKept() throws InterruptedException {
        awaitDrained();
        assertThat(Audit.of(ledger, StoreContents.of(stack.local()).of(company), stack.writes()))
                .isEmpty();
    }

    @Test
    void aCrashBetweenArchiveAndIndexIsMadeUpFor() throws InterruptedException {
        crashAfterNextWriteTo(Service.BUCKET);
        assertStored(posted());
        assertThat(happened).isTrue();
    }

    @Test
    void aCrashBetweenIndexAndAcknowledgementStoresNothingTwice() throws InterruptedException {
        crashAfterNextWriteTo(Service.TABLE);
        assertStored(posted());
        assertThat(happened).isTrue();
    }

    @Test
    void twoConsumersOfOneMessageStoreItOnceAndBothSucceed() throws InterruptedException {
        stack.proxy(Service.BUCKET).betweenWriteAndAnswer(() -> pauseConsumer(VISIBILITY.plusSeconds(1)));
        var message = posted();
        assertStored(message);
        waitUntil(() -> stack.proxy(Service.TABLE).tries(message.key()) == 2);
        assertThat(happened).isTrue();
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void aMessageWhoseProcessRanOutOfTimeComesBack() throws InterruptedException {
        stack.proxy(Service.BUCKET)
                .betweenWriteAndAnswer(() -> pauseConsumer(Duration.ofSeconds(Project.TIMEOUT_SECONDS + 1)));
        assertStored(posted());
        waitUntil(happened::get);
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"BUCKET", "TABLE"})
    void anAnswerThatIsLostAfterTheWriteIsNoConflict(Service service) throws InterruptedException {
        stack.proxy(service).inject(CallFault.LOST_ANSWER, 1);
        var message = posted();
        assertStored(message);
        assertThat(stack.proxy(service).tries(message.key())).isGreaterThan(1);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"BUCKET", "TABLE"})
    void aRecordWhoseEveryTryFailsComesBack(Service service) throws InterruptedException {
        stack.proxy(service).inject(CallFault.THROTTLING, EVERY_TRY);
        assertStored(posted());
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatDoesNotArriveIsMadeAgainAtOnce(Service service) throws InterruptedException {
        stack.proxy(service).inject(CallFault.RESET, 1);
        var message = fresh();
        assertThat(api.post(message).status()).isEqualTo(202);
        ledger.accepted(message);
        assertStored(message);
    }

    @Test
    void aMessageThatTheQueueTookWithoutSayingSoIsNotAcceptedAndStoredOnce() throws InterruptedException {
        var message = fresh();
        stack.proxy(Service.QUEUE).inject(CallFault.LOST_ANSWER, EVERY_TRY);
        assertThat(api.post(message).status()).isEqualTo(503);
        traffic.post(message);
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void anOutageShorterThanTheReceivesLastSetsNothingAside() throws InterruptedException {
        var message = fresh();
        stack.proxy(Service.TABLE).deny(message.messageId());
        traffic.post(message);
        waitUntil(() -> stack.proxy(Service.TABLE).tries(message.key()) == 2);
        stack.proxy(Service.TABLE).permit();
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void aMessageThatFailedTooOftenIsStoredWhenItIsSentBack() throws InterruptedException {
        var message = fresh();
        stack.proxy(Service.TABLE).deny(message.messageId());
        traffic.post(message);
        waitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsExactly("too many receives");
        stack.proxy(Service.TABLE).permit();
        assertThat(deadLetters().redrive(message.messageId())).isEqualTo(1);
        assertStored(message);
    }

    @Test
    void aStoredMessageThatIsSentBackIsAcknowledgedAgain() throws InterruptedException {
        var message = posted();
        assertStored(message);
        traffic.deliverAgain(message, 3);
    }

    @Test
    void aConflictThatIsSentBackIsAConflictAgain() throws InterruptedException {
        var message = posted();
        assertStored(message);
        traffic.post(message.contradicted(-1));
        waitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLetters().redrive(message.messageId())).isEqualTo(1);
        waitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsExactly("conflict");
    }

    @Test
    void ofManyContentsOfOneIdOneIsStoredAndTheOthersAreConflicts() throws InterruptedException {
        var message = fresh();
        traffic.postAtOnce(IntStream.range(0, 8).mapToObj(message::contradicted).toList());
        assertStored(message);
        waitUntil(() -> deadLettersOf(message).size() == 7);
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsOnly("conflict");
    }

    @Test
    void manyClientsWithOneContentStoreItOnce() throws InterruptedException {
        var message = fresh();
        traffic.postAtOnce(IntStream.range(0, 8).mapToObj(message::respelled).toList());
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Poison.Form.class)
    void aPoisonRecordIsSetAsideWithItsReason(Poison.Form form) {
        traffic.poison(form.numbered(1));
    }

    @Test
    void whatWaitsWhileNobodyConsumesIsNotFoundYetAndThenStored() throws InterruptedException {
        var mappings = stack.local().mappings();
        mappings.forEach(EventSourceMapping::pause);
        var postings = IntStream.range(0, 200).mapToObj(number -> fresh()).toList();
        traffic.postAtOnce(postings);
        assertThat(stack.backlog().size()).isEqualTo(200);
        assertThat(api.get(postings.getLast()).status()).isEqualTo(404);
        mappings.forEach(EventSourceMapping::resume);
        assertStored(postings.getLast());
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void anEngineThatIsKilledHasWhatItAcknowledged(Service service) throws InterruptedException {
        var before = posted();
        assertStored(before);
        stack.engine(service).restart();
        assertStored(posted());
        assertStored(before);
    }

    @Test
    void whatWaitsAfterADeadLetteringSurvivesARestart() throws InterruptedException {
        var poisoned = fresh();
        stack.proxy(Service.BUCKET).deny(poisoned.messageId());
        traffic.post(poisoned);
        waitUntil(() -> !deadLettersOf(poisoned).isEmpty());
        stack.restart();
        var waiting = postWhileNobodyConsumes(20);

        stack.restart();

        for (var message : waiting) {
            assertStored(message);
        }
        stack.proxy(Service.BUCKET).permit();
        assertThat(deadLetters().redrive(poisoned.messageId())).isEqualTo(1);
        assertStored(poisoned);
    }

    @Test
    void whatWaitsAfterARedriveSurvivesARestartAndTheLetterDoesNotComeBack() throws InterruptedException {
        var mended = fresh();
        stack.proxy(Service.TABLE).deny(mended.messageId());
        traffic.post(mended);
        waitUntil(() -> !deadLettersOf(mended).isEmpty());
        stack.proxy(Service.TABLE).permit();
        deadLetters().redriveAll();
        assertStored(mended);
        var waiting = postWhileNobodyConsumes(10);

        stack.restart();

        for (var message : waiting) {
            assertStored(message);
        }
        assertThat(deadLettersOf(mended)).isEmpty();
    }

    private List<TestMessage> postWhileNobodyConsumes(int messages) {
        stack.local().mappings().forEach(EventSourceMapping::pause);
        var postings = IntStream.range(0, messages).mapToObj(number -> fresh()).toList();
        traffic.postAtOnce(postings);
        assertThat(stack.backlog().size()).isEqualTo(messages);
        return postings;
    }

    private void crashAfterNextWriteTo(Service service) {
        stack.proxy(service).betweenWriteAndAnswer(() -> {
            processes.killBusy(FaultyStack.PROCESS);
            happened.set(true);
        });
    }

    private void pauseConsumer(Duration pause) {
        try {
            happened.set(processes.pauseOne(FaultyStack.PROCESS, pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TestMessage posted() {
        var message = fresh();
        traffic.post(message);
        return message;
    }

    private TestMessage fresh() {
        return TestMessage.of(company, UUID.randomUUID().toString(), 1, 20);
    }

    private static void assertStored(TestMessage message) throws InterruptedException {
        awaitDrained();
        assertThat(api.get(message).status()).isEqualTo(200);
    }

    private static void awaitDrained() throws InterruptedException {
        assertThat(stack.backlog().awaitDrained(TIMEOUT)).isTrue();
    }

    private static DeadLetterQueue deadLetters() {
        return StoreContents.deadLetters(stack.local());
    }

    private static List<DeadLetter> deadLettersOf(TestMessage message) {
        return deadLetters().list().stream()
                .filter(letter ->
                        letter.messageId().filter(message.messageId()::equals).isPresent())
                .toList();
    }

    private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(TIMEOUT);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for too long").isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
