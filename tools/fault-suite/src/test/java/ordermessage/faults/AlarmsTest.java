package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.CallFault;
import ordermessage.faults.stack.FunctionIds;
import ordermessage.faults.stack.FunctionProcesses;
import ordermessage.faults.stack.ProxiedStack;
import ordermessage.faults.traffic.MessageClient;
import ordermessage.faults.traffic.PoisonRecord;
import ordermessage.faults.traffic.TestMessage;
import ordermessage.harness.Api;
import ordermessage.harness.EmptyFolder;
import ordermessage.harness.Waiting;
import ordermessage.local.ProjectFolder;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.template.Resource.Metric;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Causes one fault at a time. Exactly the alarms fire that the table in docs/operations.md names, and they end when the
 * fault has ended. The clock of the alarms moves only when a test says so, so minutes pass at once.
 */
@Tag("processes")
@Tag("nightly")
class AlarmsTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Path WORK = Path.of("target", "alarms");
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    /** The number of requests in a minute from which the alarm for server errors evaluates the minute. */
    private static final int ENOUGH_REQUESTS = 20;

    private static final MovableClock CLOCK = new MovableClock();
    private static final Map<String, Set<String>> TABLE = tableOfTheDocument();

    private static ProxiedStack stack;
    private static MessageClient api;
    private static FunctionProcesses processes;

    private final String company = UUID.randomUUID().toString();

    /** A clock that stands still until a test moves it. It starts in the middle of a minute. */
    private static final class MovableClock implements InstantSource {
        private volatile Instant now = middleOf(Instant.now());

        @Override
        public Instant instant() {
            return now;
        }

        void passMinutes(int minutes) {
            now = now.plus(Duration.ofMinutes(minutes));
        }

        /** Moves to the real time, unless it is ahead. */
        void catchUp() {
            var real = middleOf(Instant.now());
            now = real.isAfter(now) ? real : now;
        }

        private static Instant middleOf(Instant time) {
            return time.truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);
        }
    }

    @BeforeAll
    static void start() {
        stack = ProxiedStack.start(PROJECT, PROJECT, EmptyFolder.at(WORK), CLOCK);
        api = new MessageClient(stack);
        processes = new FunctionProcesses(stack);
    }

    @AfterAll
    static void stop() {
        api.close();
        stack.close();
    }

    @BeforeEach
    void catchUp() {
        CLOCK.catchUp();
    }

    /** The last period that an alarm looks at began 15 minutes ago. */
    @AfterEach
    void everyAlarmEnds() {
        awaitEmptyQueue();
        CLOCK.passMinutes(16);
        stack.local().monitor().update();
        assertThat(stack.local().monitor().firing()).isEmpty();
    }

    @Test
    void aRecordThatCannotBeStored() {
        stack.local()
                .clients()
                .sqs()
                .sendMessage(message -> message.queueUrl(stack.local().queueUrl("Queue"))
                        .messageBody(
                                PoisonRecord.Defect.NOT_JSON.createRecord(1).body()));
        awaitEmptyQueue();
        passMinute();

        assertFires("A record that can never be stored");
        stack.local()
                .clients()
                .sqs()
                .purgeQueue(queue -> queue.queueUrl(stack.local().queueUrl("DeadLetterQueue")));
    }

    @Test
    void aStoppedConsumer() {
        stack.local().mappings().forEach(EventSourceMapping::pause);
        api.post(newMessage());
        await("the age of the message is known").until(() -> !oldestMessages().isEmpty());
        CLOCK.passMinutes(11);
        IntStream.range(0, 3).forEach(minute -> passMinute());

        assertFires("The processor is stopped for 11 minutes");
        stack.local().mappings().forEach(EventSourceMapping::resume);
    }

    @Test
    void aQueueThatRefuses() {
        stack.proxy(AwsService.SQS).deny("SendMessage");
        for (var minute = 0; minute < 3; minute++) {
            IntStream.range(0, ENOUGH_REQUESTS)
                    .forEach(number ->
                            assertThat(api.post(newMessage()).status()).isEqualTo(503));
            passMinute();
        }

        assertFires("SQS refuses every message for three minutes");
        stack.proxy(AwsService.SQS).allowAll();
    }

    @Test
    void requestsWithoutAToken() {
        try (var clients = new Api(stack.local().api(), company -> "", TIMEOUT)) {
            for (var minute = 0; minute < 15; minute++) {
                IntStream.range(0, ENOUGH_REQUESTS / 5)
                        .forEach(number -> assertThat(
                                        clients.withoutToken().post("{}").statusCode())
                                .isEqualTo(401));
                passMinute();
            }
        }

        assertFires("Every request is refused for 15 minutes");
    }

    @Test
    void aSlowQueue() {
        for (var minute = 0; minute < 3; minute++) {
            stack.proxy(AwsService.SQS).inject(CallFault.LATE_RESPONSE, 1);
            assertThat(api.post(newMessage()).status()).isEqualTo(202);
            awaitEmptyQueue();
            passMinute();
        }

        assertFires("SQS answers after three seconds, for three minutes");
    }

    @Test
    void aConsumerThatCrashes() {
        for (var minute = 0; minute < 3; minute++) {
            var killed = new AtomicBoolean();
            stack.proxy(AwsService.S3).dropNextResponseAfter(() -> {
                processes.killAllBusy(FunctionIds.PROCESS_MESSAGE);
                killed.set(true);
            });
            api.post(newMessage());
            await("the consumer is killed").untilTrue(killed);
            awaitEmptyQueue();
            passMinute();
        }

        assertFires("The processor crashes in three minutes");
    }

    @Test
    void exhaustedConcurrency() {
        stack.proxy(AwsService.SQS).inject(CallFault.LATE_RESPONSE, 2);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 6).forEach(number -> clients.execute(() -> api.post(newMessage())));
        }
        awaitEmptyQueue();
        passMinute();

        assertFires("More requests at a time than processes");
    }

    /**
     * The engine does not throttle and reports no metrics, so the proxy throttles and the test supplies the metric of
     * DynamoDB. The line with the records to be delivered again is one as the processor prints it.
     */
    @Test
    void aTableThatThrottles() {
        var message = newMessage();
        stack.proxy(AwsService.DYNAMODB).denyWrites(message.messageId());
        api.post(message);
        await("the record is delivered again")
                .until(() -> stack.proxy(AwsService.DYNAMODB).writeAttempts(message.key()) >= 2);
        stack.proxy(AwsService.DYNAMODB).allowAll();
        awaitEmptyQueue();
        record("AWS/DynamoDB", "WriteThrottleEvents", Map.of("TableName", "order-messages-Table"), 12);
        record("OrderMessages", "Redelivered", Map.of("Stack", "order-messages"), 12);
        passMinute();

        assertFires("DynamoDB throttles 12 records");
    }

    @Test
    void aHealthyMinuteFiresNothing() {
        IntStream.range(0, ENOUGH_REQUESTS)
                .forEach(number -> assertThat(api.post(newMessage()).status()).isEqualTo(202));
        awaitEmptyQueue();
        passMinute();

        assertThat(stack.local().monitor().firing()).isEmpty();
    }

    private static void assertFires(String fault) {
        assertThat(TABLE).containsKey(fault);
        assertThat(stack.local().monitor().firing()).isEqualTo(TABLE.get(fault));
    }

    /** Records the gauges of this minute, and evaluates the alarms in the next one. */
    private static void passMinute() {
        stack.local().monitor().update();
        CLOCK.passMinutes(1);
        stack.local().monitor().update();
    }

    private static void record(String namespace, String name, Map<String, String> dimensions, double value) {
        stack.local().metrics().record(new Metric(namespace, name, dimensions), value);
    }

    private TestMessage newMessage() {
        return TestMessage.of(company, UUID.randomUUID().toString(), 1, 20);
    }

    /** The clock is ahead of the messages, so that a message in the queue would seem to be old. */
    private static void awaitEmptyQueue() {
        assertThat(stack.backlog().awaitDrained(TIMEOUT)).isTrue();
        await("the queue has no oldest message").until(() -> !oldestMessages().contains("order-messages-Queue="));
    }

    private static String oldestMessages() {
        try {
            return Files.readString(WORK.resolve("data/data/sqs/oldest-messages"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ConditionFactory await(String what) {
        return Waiting.until(what, POLL_INTERVAL).atMost(TIMEOUT);
    }

    /** Returns the rows of the table "fault and alarms": the alarms by the fault. */
    private static Map<String, Set<String>> tableOfTheDocument() {
        try {
            var section = Files.readString(PROJECT.resolve("docs/operations.md"))
                    .split("### Which alarms fire on which fault\n", 2)[1]
                    .split("\n##", 2)[0];
            var table = new LinkedHashMap<String, Set<String>>();
            for (var row : Pattern.compile("(?m)^\\| ([^|`]+) \\| (`.*`) \\|$")
                    .matcher(section)
                    .results()
                    .toList()) {
                var alarms = Pattern.compile("`(\\w+)`")
                        .matcher(row.group(2))
                        .results()
                        .map((MatchResult alarm) -> alarm.group(1))
                        .toList();
                table.put(row.group(1), new TreeSet<>(alarms));
            }
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
