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
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration VISIBILITY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

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
        assertThat(Audit.of(ledger, Holdings.of(stack.local()).of(company), stack.writes()))
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
        var posting = posted();
        assertStored(posting);
        waitUntil(() -> stack.proxy(Service.TABLE).tries(posting.key()) == 2);
        assertThat(happened).isTrue();
        assertThat(deadLettersOf(posting)).isEmpty();
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
        stack.proxy(service).disturb(Disturbance.LOST_ANSWER, 1);
        var posting = posted();
        assertStored(posting);
        assertThat(stack.proxy(service).tries(posting.key())).isGreaterThan(1);
        assertThat(deadLettersOf(posting)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"BUCKET", "TABLE"})
    void aRecordWhoseEveryTryFailsComesBack(Service service) throws InterruptedException {
        stack.proxy(service).disturb(Disturbance.THROTTLING, EVERY_TRY);
        assertStored(posted());
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatDoesNotArriveIsMadeAgainAtOnce(Service service) throws InterruptedException {
        stack.proxy(service).disturb(Disturbance.RESET, 1);
        var posting = fresh();
        assertThat(api.post(posting).status()).isEqualTo(202);
        ledger.accepted(posting);
        assertStored(posting);
    }

    @Test
    void aMessageThatTheQueueTookWithoutSayingSoIsNotAcceptedAndStoredOnce() throws InterruptedException {
        var posting = fresh();
        stack.proxy(Service.QUEUE).disturb(Disturbance.LOST_ANSWER, EVERY_TRY);
        assertThat(api.post(posting).status()).isEqualTo(503);
        traffic.post(posting);
        assertStored(posting);
        assertThat(deadLettersOf(posting)).isEmpty();
    }

    @Test
    void anOutageShorterThanTheReceivesLastSetsNothingAside() throws InterruptedException {
        var posting = fresh();
        stack.proxy(Service.TABLE).deny(posting.messageId());
        traffic.post(posting);
        waitUntil(() -> stack.proxy(Service.TABLE).tries(posting.key()) == 2);
        stack.proxy(Service.TABLE).permit();
        assertStored(posting);
        assertThat(deadLettersOf(posting)).isEmpty();
    }

    @Test
    void aMessageThatFailedTooOftenIsStoredWhenItIsSentBack() throws InterruptedException {
        var posting = fresh();
        stack.proxy(Service.TABLE).deny(posting.messageId());
        traffic.post(posting);
        waitUntil(() -> !deadLettersOf(posting).isEmpty());
        assertThat(deadLettersOf(posting)).extracting(DeadLetter::reason).containsExactly("too many receives");
        stack.proxy(Service.TABLE).permit();
        assertThat(deadLetters().redrive(posting.messageId())).isEqualTo(1);
        assertStored(posting);
    }

    @Test
    void aStoredMessageThatIsSentBackIsAcknowledgedAgain() throws InterruptedException {
        var posting = posted();
        assertStored(posting);
        traffic.deliverAgain(posting, 3);
    }

    @Test
    void aConflictThatIsSentBackIsAConflictAgain() throws InterruptedException {
        var posting = posted();
        assertStored(posting);
        traffic.post(posting.contradicted(-1));
        waitUntil(() -> !deadLettersOf(posting).isEmpty());
        assertThat(deadLetters().redrive(posting.messageId())).isEqualTo(1);
        waitUntil(() -> !deadLettersOf(posting).isEmpty());
        assertThat(deadLettersOf(posting)).extracting(DeadLetter::reason).containsExactly("conflict");
    }

    @Test
    void ofManyContentsOfOneIdOneIsStoredAndTheOthersAreConflicts() throws InterruptedException {
        var posting = fresh();
        traffic.postAtOnce(IntStream.range(0, 8).mapToObj(posting::contradicted).toList());
        assertStored(posting);
        waitUntil(() -> deadLettersOf(posting).size() == 7);
        assertThat(deadLettersOf(posting)).extracting(DeadLetter::reason).containsOnly("conflict");
    }

    @Test
    void manyClientsWithOneContentStoreItOnce() throws InterruptedException {
        var posting = fresh();
        traffic.postAtOnce(IntStream.range(0, 8).mapToObj(posting::respelled).toList());
        assertStored(posting);
        assertThat(deadLettersOf(posting)).isEmpty();
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

        for (var posting : waiting) {
            assertStored(posting);
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

        for (var posting : waiting) {
            assertStored(posting);
        }
        assertThat(deadLettersOf(mended)).isEmpty();
    }

    private List<Posting> postWhileNobodyConsumes(int messages) {
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

    private Posting posted() {
        var posting = fresh();
        traffic.post(posting);
        return posting;
    }

    private Posting fresh() {
        return Posting.of(company, UUID.randomUUID().toString(), 1, 20);
    }

    private static void assertStored(Posting posting) throws InterruptedException {
        awaitDrained();
        assertThat(api.get(posting).status()).isEqualTo(200);
    }

    private static void awaitDrained() throws InterruptedException {
        assertThat(stack.backlog().isGoneWithin(PATIENCE)).isTrue();
    }

    private static DeadLetterQueue deadLetters() {
        return Holdings.deadLetters(stack.local());
    }

    private static List<DeadLetter> deadLettersOf(Posting posting) {
        return deadLetters().list().stream()
                .filter(letter ->
                        letter.messageId().filter(posting.messageId()::equals).isPresent())
                .toList();
    }

    private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited for too long").isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
