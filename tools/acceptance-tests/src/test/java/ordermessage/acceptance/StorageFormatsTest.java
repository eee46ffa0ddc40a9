package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import ordermessage.acceptance.StorageFormat.QueueFixture;
import ordermessage.deadletters.DeadLetter;
import ordermessage.deadletters.DeadLetterQueue;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that today's code reads, lists and redrives what each earlier version of the service wrote. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(1) // It waits longer than most other classes, so it starts before them.
class StorageFormatsTest {
    private static final List<String> PERMANENT = List.of("conflict", "unreadable", "invalid");

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final RunningService service;

    StorageFormatsTest(RunningService service) {
        this.service = service;
    }

    static List<StorageFormat> formats() {
        return StorageFormat.all();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aQueuedMessageIsStored(StorageFormat format) {
        for (var name : List.of("queue-plain", "queue-base64")) {
            var queued = format.queued(name);

            queued.send(service.local().clients().sqs(), service.local().queueUrl("Queue"));

            assertIsStored(queued);
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void aStoredMessageIsReadAndAPostOfItIsADuplicate(StorageFormat format) {
        for (var name : List.of("stored-short", "stored-long")) {
            var stored = format.stored(name);
            stored.put(service);
            var company = service.as(stored.companyId());

            var read = company.get(stored.messageId());
            var posted = company.post(stored.object());

            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(json(read.body()).get("data")).isEqualTo(stored.message().get("data"));
            assertThat(json(read.body())
                            .getAsJsonObject("metadata")
                            .get("message_s3_key")
                            .getAsString())
                    .isEqualTo(stored.item().get("message_s3_key").s());
            assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
            assertThat(posted.body()).contains("\"stored\"");
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void differentContentWithTheIdOfAStoredMessageIsAConflict(StorageFormat format) {
        var stored = format.stored("stored-short");
        stored.put(service);

        var answer = service.as(stored.companyId())
                .post(format.queued("dead-letter-conflict").text());

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    /** docs/api.md: a message that was stored by a version without lists is not listed. */
    @ParameterizedTest
    @MethodSource("formats")
    void aStoredMessageIsListedIfItsItemHasTheKeysOfTheList(StorageFormat format) {
        var stored = List.of(format.stored("stored-short"), format.stored("stored-long"));
        stored.forEach(each -> each.put(service));
        var company = service.as(stored.getFirst().companyId());

        var answer = company.request("GET", "/messages?limit=100");

        assertThat(answer.statusCode()).isEqualTo(200);
        var listed = StreamSupport.stream(
                        json(answer.body()).getAsJsonArray("messages").spliterator(), false)
                .map(message -> message.getAsJsonObject().get("message_id").getAsString())
                .toList();
        for (var each : stored) {
            assertThat(listed.contains(each.messageId())).isEqualTo(each.item().containsKey("list_position"));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    @ResourceLock(RunningService.DEAD_LETTERS)
    void aDeadLetterIsShownAndSentBack(StorageFormat format) {
        var sqs = service.local().clients().sqs();
        var url = service.local().queueUrl("DeadLetterQueue");
        var queue = new DeadLetterQueue(sqs, url, service.local().queueUrl("Queue"));
        var moved = format.queued("dead-letter-too-many-receives");
        var permanent =
                PERMANENT.stream().collect(toMap(reason -> reason, reason -> format.queued("dead-letter-" + reason)));
        Predicate<DeadLetter> ofFormat = letter -> letter.body().equals(moved.body())
                || permanent.values().stream().anyMatch(each -> letter.body().equals(each.body()));
        format.stored("stored-short").put(service);
        permanent.values().forEach(each -> each.send(sqs, url));
        moved.send(sqs, url);

        assertThat(awaitLetters(queue, ofFormat, 4))
                .extracting(DeadLetter::reason)
                .containsExactlyInAnyOrder("conflict", "unreadable", "invalid", DeadLetter.TOO_MANY_RECEIVES);
        assertThat(queue.redrive(ofFormat)).isEqualTo(4);

        assertIsStored(moved);
        var letters = awaitLetters(queue, ofFormat, PERMANENT.size());
        permanent.forEach((reason, before) -> assertThat(letters)
                .filteredOn(letter -> letter.reason().equals(reason))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.body()).isEqualTo(before.body());
                    assertThat(letter.receivedAt())
                            .hasToString(before.attributes().get("received_at"));
                }));
        assertThat(queue.delete(ofFormat)).isEqualTo(PERMANENT.size());
    }

    private static List<DeadLetter> awaitLetters(DeadLetterQueue queue, Predicate<DeadLetter> wanted, int count) {
        return Waiting.until(count + " dead letters", Duration.ofMillis(200))
                .atMost(TIMEOUT)
                .until(() -> letters(queue, wanted), letters -> letters.size() == count);
    }

    private void assertIsStored(QueueFixture queued) {
        var metadata = queued.message().getAsJsonObject("metadata");
        var messageId = metadata.get("message_id").getAsString();
        var companyId = metadata.get("company_id").getAsString();

        var read = json(service.as(companyId).awaitMessage(messageId));

        assertThat(read.get("data")).isEqualTo(queued.message().get("data"));
        assertThat(service.archived(companyId + "/" + messageId + ".json"))
                .hasValueSatisfying(
                        object -> assertThat(new String(object, UTF_8)).isEqualTo(queued.text()));
    }

    private static List<DeadLetter> letters(DeadLetterQueue queue, Predicate<DeadLetter> wanted) {
        var letters = Collections.synchronizedList(new ArrayList<DeadLetter>());
        queue.forEach(letter -> {
            if (wanted.test(letter)) {
                letters.add(letter);
            }
        });
        return letters;
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text).getAsJsonObject();
    }
}
