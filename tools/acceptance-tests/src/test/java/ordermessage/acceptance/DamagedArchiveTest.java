package ordermessage.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the service does when somebody else deletes or writes objects in the bucket. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It waits longer than most other classes, so it starts before them.
class DamagedArchiveTest {
    /** More than an entry of the index holds. */
    private static final int LONG = 6_000;

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final RunningService service;

    DamagedArchiveTest(RunningService service) {
        this.service = service;
    }

    @Test
    void differentContentDoesNotTakeThePlaceOfAMissingObjectAndTheSameContentDoes() {
        var message = SampleMessage.unique(data("a"));
        service.post(message.json());
        service.awaitMessage(message.messageId());
        service.deleteArchived(message.archiveKey());

        var other = message.withData(data("b")).json();
        service.enqueue(other);
        assertThat(service.awaitDeadLetter(other)).containsEntry("reason", "conflict");
        assertThat(service.archived(message.archiveKey())).isEmpty();

        service.enqueue(message.json());
        assertThat(service.awaitMessage(message.messageId())).isEqualTo(message.storedJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "{}", "\u00ff"})
    void aMessageWhoseKeyHasSomethingElseIsAConflict(String content) {
        var message = SampleMessage.unique();
        // In this encoding, the last content is not UTF-8.
        service.putArchived(message.archiveKey(), content.getBytes(ISO_8859_1));

        assertThat(service.post(message.json()).statusCode()).isEqualTo(202);

        assertThat(service.awaitDeadLetter(message.json())).containsEntry("reason", "conflict");
        assertThat(service.indexed(message.messageId())).isEmpty();
    }

    @Test
    void anObjectThatWasReplacedIsNotShownAndTheLogSaysSo() {
        var message = SampleMessage.unique(data("a"));
        service.post(message.json());
        service.awaitMessage(message.messageId());
        service.putArchived(
                message.archiveKey(), message.withData(data("b")).json().getBytes(UTF_8));

        var answer = service.get(message.messageId());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("internal-error").doesNotContain("bbbb");
        Waiting.until("the line of the damage", POLL_INTERVAL)
                .until(() -> service.logs()
                        .lines()
                        .anyMatch(line -> line.contains("\"level\":\"ERROR\"")
                                && line.contains("\"outcome\":\"content_differs\"")
                                && line.contains(message.messageId())));
    }

    private static String data(String letter) {
        return "{\"text\":\"" + letter.repeat(LONG) + "\"}";
    }
}
