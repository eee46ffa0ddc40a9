package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import ordermessage.adapters.DynamoDbIndex;
import ordermessage.adapters.DynamoDbMessageLists;
import ordermessage.http.Answer;
import ordermessage.http.ApiRequest;
import ordermessage.http.Caller;
import ordermessage.json.JsonValue.JsonArray;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.list.MessageList;
import ordermessage.message.Message;
import ordermessage.message.Uuid;
import ordermessage.ports.IndexEntry;
import ordermessage.ports.ListPosition;
import ordermessage.ports.MessageLists;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests a list that is read while processors write. The clocks of the processors differ by up to two seconds. Messages
 * appear in the table up to thirteen seconds after a processor has read its clock. The time is simulated. Reads and writes
 * happen in the order of the true time, on the real table. So the test does not wait.
 */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It takes longer than most other classes, so it starts before them.
class SkewedClocksTest {
    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final int MESSAGES = 400;
    private static final int INTERVAL_MILLIS = 50;
    private static final int MAX_DELAY_MILLIS = 13_000;

    /** The error of each processor's clock in milliseconds. The clock of the reader is a second fast. */
    private static final int[] SKEWS = {-1_000, -500, 0, 500, 1_000};

    private static final Duration READER_SKEW = Duration.ofSeconds(1);

    private final RunningService service;
    private final Uuid companyId = new Uuid(UUID.randomUUID().toString());
    private final List<String> written = new ArrayList<>();
    private final List<String> listed = new ArrayList<>();
    private String cursor;

    SkewedClocksTest(RunningService service) {
        this.service = service;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyMessageIsListedExactlyOnceInTheOrderOfItsTime(long seed) {
        simulate(new Random(seed), MessageLists.SETTLED_AFTER);

        assertThat(written).hasSize(MESSAGES);
        assertThat(listed).isSorted().containsExactlyInAnyOrderElementsOf(written);
    }

    /** Shows that the test above notices a margin that is too short. */
    @ParameterizedTest
    @ValueSource(longs = 1)
    void aShorterMarginLosesMessages(long seed) {
        simulate(new Random(seed), MessageLists.SETTLED_AFTER.minusSeconds(5));

        assertThat(listed).doesNotHaveDuplicates().hasSizeLessThan(MESSAGES);
    }

    private void simulate(Random random, Duration settledAfter) {
        var events = new TreeMap<Long, Runnable>();
        for (var i = 0; i < MESSAGES; i++) {
            var trueTime = START.plusMillis((long) i * INTERVAL_MILLIS);
            var storedAt = trueTime.plusMillis(SKEWS[i % SKEWS.length]);
            add(events, trueTime.plusMillis(delay(random)), () -> write(storedAt));
        }
        var end = START.plusMillis(MESSAGES * INTERVAL_MILLIS + 2L * MAX_DELAY_MILLIS);
        for (var time = START; time.isBefore(end); time = time.plusMillis(random.nextInt(600))) {
            var now = time;
            int limit = 1 + random.nextInt(40);
            add(events, now, () -> read(now.plus(READER_SKEW), limit, settledAfter));
        }
        events.values().forEach(Runnable::run);
        IntStream.range(0, 5).forEach(page -> read(end.plusSeconds(60), 1_000, settledAfter));
    }

    /** Adds an event at a time, or at the next free nanosecond. */
    private static void add(Map<Long, Runnable> events, Instant time, Runnable event) {
        long key = Duration.between(START, time).toNanos();
        while (events.putIfAbsent(key, event) != null) {
            key++;
        }
    }

    /** Most messages appear at once, and every tenth takes a long time. */
    private static int delay(Random random) {
        return random.nextInt(10) == 0 ? random.nextInt(MAX_DELAY_MILLIS) : random.nextInt(50);
    }

    private void write(Instant storedAt) {
        var messageId = UUID.randomUUID().toString();
        var message = Message.read(new SampleMessage(companyId.value(), messageId, "{}").json());
        new DynamoDbIndex(service.local().clients().dynamoDb(), service.table())
                .putIfAbsent(IndexEntry.of(message, storedAt, storedAt));
        written.add(ListPosition.of(storedAt, new Uuid(messageId)).text());
    }

    private void read(Instant now, int limit, Duration settledAfter) {
        var list = new MessageList(
                new DynamoDbMessageLists(service.local().clients().dynamoDb(), service.table()),
                Clock.fixed(now, ZoneOffset.UTC),
                settledAfter);
        var parameters = new TreeMap<>(Map.of("limit", String.valueOf(limit)));
        if (cursor != null) {
            parameters.put("cursor", cursor);
        }
        var answer = (Answer.Success) list.list(new ApiRequest(
                new Caller.Company(companyId), null, null, ByteBuffer.allocate(0), "", "", Map.of(), parameters));
        cursor = answer.body().string("cursor").orElseThrow();
        ((JsonArray) answer.body().members().get("messages"))
                .elements()
                .forEach(message -> listed.add(position((JsonObject) message)));
    }

    private static String position(JsonObject message) {
        return ListPosition.of(
                        Instant.parse(message.string("stored_at").orElseThrow()),
                        new Uuid(message.string("message_id").orElseThrow()))
                .text();
    }
}
