package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import ordermessage.deadletters.DeadLetterQueue;
import ordermessage.faults.audit.Audit;
import ordermessage.faults.audit.DeadLetter;
import ordermessage.faults.audit.DeadLetterReader;
import ordermessage.faults.audit.StoreReader;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.CallFault;
import ordermessage.faults.stack.FunctionIds;
import ordermessage.faults.stack.FunctionProcesses;
import ordermessage.faults.stack.ProjectCopy;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.faults.traffic.MessageClient;
import ordermessage.faults.traffic.PoisonRecord;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.faults.traffic.TrafficGenerator;
import ordermessage.faults.traffic.TrafficRecorder;
import ordermessage.harness.EmptyFolder;
import ordermessage.local.ProjectFolder;
import ordermessage.local.queue.EventSourceMapping;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Injects one fault at a time. After each test, an audit checks that the service has kept all promises. */
@Tag("processes")
class FaultAloneTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LONG_VISIBILITY_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** The number of tries of the functions' SDK clients. */
    private static final int MAX_ATTEMPTS = 3;

    private static ProxiedStack stack;
    private static FunctionProcesses processes;
    private static MessageClient api;

    private final String company = UUID.randomUUID().toString();
    private final TrafficRecorder recorder = new TrafficRecorder();
    private final TrafficGenerator traffic = new TrafficGenerator(stack, api, recorder);
    private final AtomicBoolean faultInjected = new AtomicBoolean();

    @BeforeAll
    static void start() {
        stack = ProxiedStack.start(PROJECT, PROJECT, EmptyFolder.at(Path.of("target", "fault-alone")));
        processes = new FunctionProcesses(stack);
        api = new MessageClient(stack);
    }

    @AfterAll
    static void stop() {
        api.close();
        stack.close();
    }

    @BeforeEach
    void redeliverSoon() {
        stack.setVisibilityTimeout(VISIBILITY_TIMEOUT);
    }

    @AfterEach
    void auditHasNoFindings() {
        awaitDrained();
        var contents = new StoreReader(stack).read(company);
        assertThat(Audit.findings(recorder, contents, stack.successfulWrites())).isEmpty();
        // The next test reads the dead-letter queue often, so it must not find the dead letters of this test.
        var local = stack.local();
        local.clients().sqs().purgeQueue(request -> request.queueUrl(local.queueUrl("DeadLetterQueue")));
    }

    @Test
    void aMessageIsStoredAfterACrashBetweenArchiveAndIndex() {
        killConsumersAfterNextWriteTo(AwsService.S3);
        assertStored(postNewMessage());
        assertThat(faultInjected).isTrue();
    }

    @Test
    void aCrashBetweenIndexAndAcknowledgementStoresNothingTwice() {
        killConsumersAfterNextWriteTo(AwsService.DYNAMODB);
        assertStored(postNewMessage());
        assertThat(faultInjected).isTrue();
    }

    @Test
    void twoConsumersOfOneMessageStoreItOnceAndBothSucceed() {
        stack.proxy(AwsService.S3).dropNextResponseAfter(() -> pauseConsumer(VISIBILITY_TIMEOUT.plusSeconds(1)));
        var message = postNewMessage();
        assertStored(message);
        awaitUntil(() -> stack.proxy(AwsService.DYNAMODB).writeAttempts(message.key()) >= 2);
        assertThat(faultInjected).isTrue();
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void aMessageIsRedeliveredAfterAFunctionTimeout() {
        stack.proxy(AwsService.S3)
                .dropNextResponseAfter(() -> pauseConsumer(ProjectCopy.FUNCTION_TIMEOUT.plusSeconds(1)));
        assertStored(postNewMessage());
        awaitUntil(faultInjected::get);
    }

    @ParameterizedTest
    @EnumSource(
            value = AwsService.class,
            names = {"S3", "DYNAMODB"})
    void anAnswerThatIsLostAfterTheWriteIsNotAConflict(AwsService service) {
        stack.proxy(service).injectIntoWrites(CallFault.LOST_RESPONSE, 1);
        var message = postNewMessage();
        assertStored(message);
        assertThat(stack.proxy(service).writeAttempts(message.key())).isGreaterThan(1);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = AwsService.class,
            names = {"S3", "DYNAMODB"})
    void aRecordIsRetriedWhenEveryAttemptFails(AwsService service) {
        stack.proxy(service).injectIntoWrites(CallFault.THROTTLING, MAX_ATTEMPTS);
        assertStored(postNewMessage());
    }

    @ParameterizedTest
    @EnumSource
    void aCallThatDoesNotArriveIsMadeAgainAtOnce(AwsService service) {
        stack.proxy(service).injectIntoWrites(CallFault.CONNECTION_RESET, 1);
        var message = newMessage();
        assertThat(api.post(message).status()).isEqualTo(202);
        recorder.recordAccepted(message);
        assertStored(message);
    }

    @Test
    void aMessageWithALostSendMessageResponseIsAnswered503AndIsStoredOnce() {
        var message = newMessage();
        stack.proxy(AwsService.SQS).inject(CallFault.LOST_RESPONSE, MAX_ATTEMPTS);
        assertThat(api.post(message).status()).isEqualTo(503);
        traffic.post(message);
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void aShortOutageSendsNothingToTheDeadLetterQueue() {
        var message = newMessage();
        stack.proxy(AwsService.DYNAMODB).denyWrites(message.messageId());
        traffic.post(message);
        awaitUntil(() -> stack.proxy(AwsService.DYNAMODB).writeAttempts(message.key()) >= 2);
        stack.proxy(AwsService.DYNAMODB).allowAll();
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @Test
    void aMessageThatFailedTooOftenIsStoredWhenItIsSentBack() {
        var message = newMessage();
        stack.proxy(AwsService.DYNAMODB).denyWrites(message.messageId());
        traffic.post(message);
        awaitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsExactly("too many receives");
        stack.proxy(AwsService.DYNAMODB).allowAll();
        assertThat(deadLetterQueue().redrive(letter -> letter.messageId().equals(message.messageId())))
                .isEqualTo(1);
        assertStored(message);
    }

    @Test
    void aStoredMessageThatIsSentBackIsAcknowledgedAgain() {
        var message = postNewMessage();
        assertStored(message);
        traffic.enqueueCopies(message, 3);
    }

    @Test
    void aConflictThatIsSentBackIsAConflictAgain() {
        var message = postNewMessage();
        assertStored(message);
        traffic.enqueueCopies(message.withOtherContent(-1), 1);
        awaitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLetterQueue().redrive(letter -> letter.messageId().equals(message.messageId())))
                .isEqualTo(1);
        awaitUntil(() -> !deadLettersOf(message).isEmpty());
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsExactly("conflict");
    }

    @Test
    void differentContentUnderAStoredIdIsRefusedAndNowhere() {
        var message = postNewMessage();
        assertStored(message);
        traffic.post(message.withOtherContent(-1));
        assertThat(recorder.conflicts()).containsExactly(message.withOtherContent(-1));
        assertThat(stack.backlog().size()).isZero();
    }

    @Test
    void aStoredMessageThatIsPostedAgainIsAnsweredAsStored() {
        var message = postNewMessage();
        assertStored(message);
        traffic.post(message.withOtherWhitespace(1));
        assertThat(recorder.stored()).containsExactly(message.withOtherWhitespace(1));
        assertThat(stack.backlog().size()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aPostIsAcceptedWithEachFaultOfTheReadOfTheTable(CallFault fault) {
        stack.proxy(AwsService.DYNAMODB).inject(fault, 1);
        assertStored(postNewMessage());
        assertThat(recorder.accepted()).hasSize(1);
        assertThat(recorder.posts()).isEqualTo(1);
    }

    @Test
    void oneOfManyContentsOfAnIdIsStoredAndTheOthersAreConflicts() {
        var message = newMessage();
        traffic.postAtOnce(
                IntStream.range(0, 8).mapToObj(message::withOtherContent).toList());
        assertStored(message);
        // A content that is posted after the first one was stored is refused by POST.
        awaitUntil(() -> deadLettersOf(message).size() + recorder.conflicts().size() == 7);
        assertThat(deadLettersOf(message)).extracting(DeadLetter::reason).containsOnly("conflict");
    }

    @Test
    void manyClientsWithOneContentStoreItOnce() {
        var message = newMessage();
        traffic.postAtOnce(
                IntStream.range(0, 8).mapToObj(message::withOtherWhitespace).toList());
        assertStored(message);
        assertThat(deadLettersOf(message)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PoisonRecord.Defect.class)
    void aPoisonRecordGoesToTheDeadLetterQueueWithItsReason(PoisonRecord.Defect defect) {
        traffic.enqueuePoison(defect.createRecord(1));
    }

    @Test
    void aPoisonRecordWithoutRoomForItsReasonGoesToTheDeadLetterQueueWithoutIt() {
        traffic.enqueuePoison(new PoisonRecord("%-1048576d".formatted(1), DeadLetter.TOO_MANY_RECEIVES));
    }

    @Test
    void messagesThatWaitWhileTheConsumerIsPausedAreNotFoundAndThenStored() {
        pauseMappings();
        var messages = IntStream.range(0, 200).mapToObj(number -> newMessage()).toList();
        traffic.postAtOnce(messages);
        assertThat(stack.backlog().size()).isEqualTo(200);
        assertThat(api.get(messages.getLast()).status()).isEqualTo(404);
        resumeMappings();
        assertStored(messages.getLast());
    }

    @ParameterizedTest
    @EnumSource(AwsService.class)
    void anEngineThatIsKilledKeepsWhatItAcknowledged(AwsService service) {
        var before = postNewMessage();
        assertStored(before);
        allowSlowEngines();
        stack.engine(service).restart();
        assertStored(postNewMessage());
        assertStored(before);
    }

    @Test
    void messagesThatWaitAfterADeadLetterSurviveAKillOfTheQueue() {
        var deadLettered = newMessage();
        stack.proxy(AwsService.S3).deny(deadLettered.messageId());
        traffic.post(deadLettered);
        awaitUntil(() -> !deadLettersOf(deadLettered).isEmpty());
        allowSlowEngines();
        stack.engine(AwsService.SQS).restart();
        var waiting = postWhileConsumerIsPaused(20);

        stack.engine(AwsService.SQS).restart();

        resumeMappings();
        for (var message : waiting) {
            assertStored(message);
        }
        stack.proxy(AwsService.S3).allowAll();
        assertThat(deadLetterQueue().redrive(letter -> letter.messageId().equals(deadLettered.messageId())))
                .isEqualTo(1);
        assertStored(deadLettered);
    }

    @Test
    void messagesThatWaitAfterARedriveSurviveAKillOfTheQueueAndTheDeadLetterDoesNotComeBack() {
        var redriven = newMessage();
        stack.proxy(AwsService.DYNAMODB).denyWrites(redriven.messageId());
        traffic.post(redriven);
        awaitUntil(() -> !deadLettersOf(redriven).isEmpty());
        stack.proxy(AwsService.DYNAMODB).allowAll();
        deadLetterQueue().redrive(letter -> true);
        assertStored(redriven);
        var waiting = postWhileConsumerIsPaused(10);

        allowSlowEngines();
        stack.engine(AwsService.SQS).restart();

        resumeMappings();
        for (var message : waiting) {
            assertStored(message);
        }
        assertThat(deadLettersOf(redriven)).isEmpty();
    }

    /** An engine that has just started can be slow. No message may become a dead letter because of that. */
    private static void allowSlowEngines() {
        stack.setVisibilityTimeout(LONG_VISIBILITY_TIMEOUT);
    }

    private List<TestMessage> postWhileConsumerIsPaused(int count) {
        pauseMappings();
        var messages =
                IntStream.range(0, count).mapToObj(number -> newMessage()).toList();
        traffic.postAtOnce(messages);
        assertThat(stack.backlog().size()).isEqualTo(count);
        return messages;
    }

    private static void pauseMappings() {
        stack.local().mappings().forEach(EventSourceMapping::pause);
    }

    private static void resumeMappings() {
        stack.local().mappings().forEach(EventSourceMapping::resume);
    }

    private void killConsumersAfterNextWriteTo(AwsService service) {
        stack.proxy(service).dropNextResponseAfter(() -> {
            processes.killAllBusy(FunctionIds.PROCESS_MESSAGE);
            faultInjected.set(true);
        });
    }

    private void pauseConsumer(Duration pause) {
        try {
            faultInjected.set(processes.pauseOneBusy(FunctionIds.PROCESS_MESSAGE, pause));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TestMessage postNewMessage() {
        var message = newMessage();
        traffic.post(message);
        return message;
    }

    private TestMessage newMessage() {
        return TestMessage.of(company, UUID.randomUUID().toString(), 1, 20);
    }

    private static void assertStored(TestMessage message) {
        awaitDrained();
        assertThat(api.get(message).status()).isEqualTo(200);
    }

    private static void awaitDrained() {
        assertThat(stack.backlog().awaitDrained(TIMEOUT)).isTrue();
    }

    private static List<DeadLetter> deadLettersOf(TestMessage message) {
        return new DeadLetterReader(stack.local())
                .read().stream()
                        .filter(letter -> letter.body().contains(message.messageId()))
                        .toList();
    }

    private static DeadLetterQueue deadLetterQueue() {
        var local = stack.local();
        return new DeadLetterQueue(local.clients().sqs(), local.queueUrl("DeadLetterQueue"), local.queueUrl("Queue"));
    }

    private static void awaitUntil(Callable<Boolean> condition) {
        await().atMost(TIMEOUT).pollInterval(POLL_INTERVAL).until(condition);
    }
}
