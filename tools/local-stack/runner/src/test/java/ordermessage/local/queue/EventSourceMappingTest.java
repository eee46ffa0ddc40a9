package ordermessage.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import ordermessage.local.engine.ElasticMq;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.TestEngines;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.runtime.Invoker;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource.QueueSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Tests the mapping with the real queue engine and fake functions. */
@Tag("processes")
@Order(1) // It takes longer than most other classes, so it starts before them.
class EventSourceMappingTest {
    private static final Outcome DONE = new Outcome.Returned("");

    @TempDir
    static Path data;

    private static Engine engine;
    private static EngineClients clients;
    private static SqsClient sqs;

    private final BlockingQueue<List<String>> batches = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private String queueUrl;
    private EventSourceMapping mapping;

    @BeforeAll
    static void start() {
        engine = Engine.start(new ElasticMq("us-east-1"), TestEngines.settings(data, 0));
        clients = new EngineClients(engine.endpoint(), URI.create("http://absent"), URI.create("http://absent"));
        sqs = clients.sqs();
    }

    @AfterAll
    static void end() {
        clients.close();
        engine.close();
    }

    @BeforeEach
    void createQueue() {
        queueUrl = sqs.createQueue(
                        request -> request.queueName(UUID.randomUUID().toString())
                                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
    }

    @AfterEach
    void close() {
        mapping.close();
    }

    @Test
    void messagesReachTheFunctionAndAreDeleted() throws Exception {
        start(1, event -> DONE);

        send("one", "two");

        awaitEmpty();
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void messagesOfAFailedBatchAreDeliveredAgain() throws Exception {
        var calls = new AtomicInteger();
        start(1, event -> calls.incrementAndGet() == 1 ? new Outcome.Failed("Sandbox.Timedout", "{}") : DONE);

        send("again");

        assertThat(batches.take()).containsExactly("again");
        assertThat(batches.take()).containsExactly("again");
        assertThat(log.take()).contains("A batch of 1 failed: Sandbox.Timedout");
        awaitEmpty();
    }

    @Test
    void onlyReportedMessagesAreDeliveredAgain() throws Exception {
        var failures = new AtomicInteger();
        start(
                1,
                event -> bodies(event).contains("bad") && failures.incrementAndGet() == 1
                        ? failure(event, "bad")
                        : DONE);

        send("good", "bad");

        awaitEmpty();
        assertThat(batches.stream().flatMap(List::stream)).containsExactlyInAnyOrder("good", "bad", "bad");
    }

    @Test
    void noBatchIsLargerThanTheSourceAllows() throws Exception {
        send("1", "2", "3", "4", "5");
        start(1, source(2, Duration.ZERO), event -> DONE);

        awaitEmpty();

        assertThat(batches).allMatch(batch -> batch.size() <= 2).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void aBatchingWindowFillsBatchesOfMoreThanTen() throws Exception {
        start(1, source(15, Duration.ofSeconds(20)), event -> DONE);

        for (var i = 0; i < 15; i++) {
            send("message " + i);
        }

        assertThat(batches.take()).hasSize(15);
        awaitEmpty();
    }

    @Test
    void batchesRunConcurrentlyUpToTheLimit() throws Exception {
        var together = new CountDownLatch(3);
        var running = new AtomicInteger();
        var maxRunning = new AtomicInteger();
        send("1", "2", "3", "4", "5", "6");
        start(3, source(1, Duration.ZERO), event -> {
            maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            together.countDown();
            await(together);
            running.decrementAndGet();
            return DONE;
        });

        awaitEmpty();

        assertThat(maxRunning).hasValue(3);
    }

    @Test
    void theSourceCanLimitTheConcurrency() throws Exception {
        var running = new AtomicInteger();
        var maxRunning = new AtomicInteger();
        send("1", "2", "3", "4", "5", "6");
        start(3, new QueueSource("queue", 1, Duration.ZERO, Optional.of(2), true), event -> {
            maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return DONE;
        });

        awaitEmpty();

        assertThat(maxRunning).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aPausedMappingReceivesNoMessages() throws Exception {
        start(2, event -> DONE);
        assertThat(mapping.isPaused()).isFalse();
        mapping.pause();
        assertThat(mapping.isPaused()).isTrue();
        assertThat(mapping.isWorking()).isFalse();

        send("later");
        assertThat(batches.poll(1500, TimeUnit.MILLISECONDS)).isNull();

        mapping.resume();
        assertThat(mapping.isPaused()).isFalse();
        assertThat(batches.take()).containsExactly("later");
    }

    @Test
    void theMappingContinuesAfterAVisibilityTimeout() throws Exception {
        var deliveries = new CountDownLatch(2);
        start(2, event -> {
            deliveries.countDown();
            // The first invocation waits until the other poller has received the message as well.
            await(deliveries);
            return DONE;
        });

        send("slow");

        assertThat(batches.take()).containsExactly("slow");
        assertThat(batches.take()).containsExactly("slow");
        awaitEmpty();
        // If this process waits for a processor, the message becomes visible once more.
        batches.clear();
        send("next");
        assertThat(batches.take()).containsExactly("next");
    }

    @Test
    void aPollerContinuesAfterAnError() throws Exception {
        var calls = new AtomicInteger();
        start(1, event -> {
            if (calls.incrementAndGet() == 1) {
                throw new OutOfMemoryError("made up");
            }
            return DONE;
        });

        send("twice");

        assertThat(log.take()).contains("OutOfMemoryError");
        assertThat(batches.take()).containsExactly("twice");
        assertThat(batches.take()).containsExactly("twice");
        awaitEmpty();
    }

    @Test
    void theMappingContinuesAfterAnOutageOfTheQueue() throws Exception {
        start(1, event -> DONE);

        engine.kill();
        assertThat(log.take()).contains("does not answer");
        engine.restart();
        send("after");

        assertThat(batches.take()).containsExactly("after");
    }

    private void start(int concurrency, Invoker function) {
        start(concurrency, source(10, Duration.ZERO), function);
    }

    private void start(int concurrency, QueueSource source, Invoker function) {
        Invoker recording = event -> {
            batches.add(bodies(event));
            return function.invoke(event);
        };
        var address = new QueueAddress(queueUrl, "arn:aws:sqs:us-east-1:000000000000:queue", "us-east-1");
        mapping =
                EventSourceMapping.start(sqs, address, source, recording, concurrency, Duration.ofSeconds(1), log::add);
    }

    private static QueueSource source(int batchSize, Duration window) {
        return new QueueSource("queue", batchSize, window, Optional.empty(), true);
    }

    private void send(String... bodies) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>();
        for (var body : bodies) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .messageBody(body)
                    .build());
        }
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries));
    }

    /** Waits until the queue has no messages, visible or in flight. */
    private void awaitEmpty() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> sqs
                        .getQueueAttributes(
                                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
                        .attributes()
                        .entrySet()
                        .stream()
                        .filter(attribute -> attribute.getKey().toString().startsWith("ApproximateNumberOfMessages"))
                        .allMatch(attribute -> attribute.getValue().equals("0")));
    }

    private static List<String> bodies(String event) {
        return records(event)
                .map(item -> item.getAsJsonObject().get("body").getAsString())
                .toList();
    }

    private static Outcome failure(String event, String body) {
        var id = records(event)
                .filter(item -> item.getAsJsonObject().get("body").getAsString().equals(body))
                .map(item -> item.getAsJsonObject().get("messageId").getAsString())
                .findFirst()
                .orElseThrow();
        return new Outcome.Returned("{\"batchItemFailures\": [{\"itemIdentifier\": \"%s\"}]}".formatted(id));
    }

    private static Stream<JsonElement> records(String event) {
        return JsonParser.parseString(event).getAsJsonObject().getAsJsonArray("Records").asList().stream();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
