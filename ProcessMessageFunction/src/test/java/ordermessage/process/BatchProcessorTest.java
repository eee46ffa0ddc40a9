package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import ordermessage.ports.Archive;
import ordermessage.process.RecordProcessor.Outcome;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;

class BatchProcessorTest {
    private static final Duration AMPLE = Duration.ofSeconds(30);

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
        assertThat(processor(meeting).process(batch(10), AMPLE).values()).containsOnly(Outcome.STORED);
    }

    @Test
    void aRecordThatFailsTakesNoOtherWithIt() {
        Archive choosy = message -> {
            if (message.key().messageId().value().endsWith("3")) {
                throw new IllegalStateException("SlowDown");
            }
            return message;
        };
        assertThat(processor(choosy).process(batch(5), AMPLE))
                .isEqualTo(Map.of(
                        "r-0", Outcome.STORED,
                        "r-1", Outcome.STORED,
                        "r-2", Outcome.STORED,
                        "r-3", Outcome.FAILED,
                        "r-4", Outcome.STORED));
    }

    @Test
    void aRecordThatTakesTooLongIsGivenBackWhileTheOthersAreKept() {
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
        assertThat(processor(hanging).process(batch(2), Duration.ofMillis(500)))
                .isEqualTo(Map.of("r-0", Outcome.STORED, "r-1", Outcome.FAILED));
    }

    @Test
    void anErrorOfTheMachineGivesTheRecordBack() {
        Archive broken = message -> {
            throw new OutOfMemoryError("for the test");
        };
        assertThat(processor(broken).process(batch(1), AMPLE)).isEqualTo(Map.of("r-0", Outcome.FAILED));
    }

    private static BatchProcessor processor(Archive archive) {
        var storage = new MessageStorage(archive, entry -> entry, Clock.systemUTC());
        return new BatchProcessor(new RecordProcessor(storage, letter -> {
            throw new AssertionError("dead-lettered");
        }));
    }

    private static List<QueuedMessage> batch(int size) {
        return IntStream.range(0, size).mapToObj(BatchProcessorTest::queued).toList();
    }

    private static QueuedMessage queued(int number) {
        var text = """
                {"metadata":{"message_time":"2023-12-10T22:02:38Z",\
                "company_id":"e0721e56-fb09-4273-ae74-7bcbc92d43eb",\
                "message_id":"fc0daad3-4f10-4d15-b8c6-00000000000%d"},"data":{}}""".formatted(number);
        return new QueuedMessage("r-" + number, new QueueBody(text, Optional.empty()), Instant.EPOCH);
    }
}
