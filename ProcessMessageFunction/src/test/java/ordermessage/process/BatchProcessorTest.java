package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import ordermessage.ports.Archive;
import ordermessage.queue.QueueBody;
import ordermessage.slf4j.JsonLoggingManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class BatchProcessorTest {
    private static final Duration ENOUGH_TIME = Duration.ofSeconds(30);
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Outcome STORED = new Outcome.Stored(Duration.ZERO);
    private static final Outcome FAILED = new Outcome.Failed();
    private static final String FAILED_LINE = "\"outcome\":\"failed\",\"sqs_message_id\":\"%s\"";

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    @BeforeEach
    void captureTheLog() {
        new JsonLoggingManager().setLogLevel(Level.WARN);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        new JsonLoggingManager().setLogLevel(Level.ERROR);
    }

    @Test
    void theRecordsOfABatchAreWorkedOnAtTheSameTime() {
        var allAtOnce = new CyclicBarrier(10);
        Archive meeting = message -> {
            try {
                allAtOnce.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
            return message;
        };
        assertThat(processor(meeting).process(batch(10), ENOUGH_TIME).values()).containsOnly(STORED);
    }

    @Test
    void aFailedRecordDoesNotFailTheOtherRecords() {
        Archive choosy = message -> {
            if (message.key().messageId().value().endsWith("3")) {
                throw new IllegalStateException("SlowDown");
            }
            return message;
        };
        assertThat(processor(choosy).process(batch(5), ENOUGH_TIME))
                .isEqualTo(Map.of(
                        "r-0", STORED,
                        "r-1", STORED,
                        "r-2", STORED,
                        "r-3", FAILED,
                        "r-4", STORED));
    }

    @Test
    void aRecordThatTakesTooLongFailsAndTheOthersAreStored() {
        var never = new CountDownLatch(1);
        Archive hanging = message -> {
            if (message.key().messageId().value().endsWith("1")) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return message;
        };
        assertThat(processor(hanging).process(batch(2), Duration.ofSeconds(3)))
                .isEqualTo(Map.of("r-0", STORED, "r-1", FAILED));
        assertThat(log()).contains("\"message\":\"The record took too long", FAILED_LINE.formatted("r-1"));
    }

    @Test
    void anOutOfMemoryErrorFailsTheRecord() {
        Archive broken = message -> {
            throw new OutOfMemoryError("for the test");
        };
        assertThat(processor(broken).process(batch(1), ENOUGH_TIME)).isEqualTo(Map.of("r-0", FAILED));
        assertThat(log()).contains("\"message\":\"The record failed", FAILED_LINE.formatted("r-0"));
    }

    @Test
    void anUnreadableRecordDoesNotFailTheOtherRecords() {
        var broken = new QueuedMessage("r-1", null, Instant.EPOCH, Optional.empty());

        assertThat(processor(message -> message).process(List.of(queued(0), broken), ENOUGH_TIME))
                .isEqualTo(Map.of("r-0", STORED, "r-1", FAILED));
        assertThat(log()).contains("\"outcome\":\"failed\"", "\"sqs_message_id\":\"r-1\"");
    }

    private String log() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static BatchProcessor processor(Archive archive) {
        var storage = new MessageStorage(key -> Optional.empty(), archive, entry -> entry, CLOCK);
        DeadLetterQueue untouchable = letter -> {
            throw new AssertionError("dead-lettered");
        };
        return new BatchProcessor(new RecordProcessor(storage, untouchable, CLOCK));
    }

    private static List<QueuedMessage> batch(int size) {
        return IntStream.range(0, size).mapToObj(BatchProcessorTest::queued).toList();
    }

    private static QueuedMessage queued(int number) {
        var text = """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z",\
                "company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
                "message_id":"fc0daad3-4f10-4d15-b8c6-00000000000%d"},"data":{}}""".formatted(number);
        return new QueuedMessage("r-" + number, new QueueBody(text, Optional.empty()), Instant.EPOCH, Optional.empty());
    }
}
