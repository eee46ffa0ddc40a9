package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import ordermessage.stores.Erasure;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Erases a message of the running service as an operator does. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It waits longer than most other classes, so it starts before them.
class ErasedMessageTest {
    private final RunningService service;

    ErasedMessageTest(RunningService service) {
        this.service = service;
    }

    @Test
    @ResourceLock(RunningService.DEAD_LETTERS)
    void anErasedMessageIsNowhereAndItsIdIsFreeForDifferentContent() {
        // Too long for its entry, so that it is in the bucket only.
        var message = SampleMessage.unique("{\"person\":\"%s\"}".formatted("x".repeat(6_000)));
        var kept = SampleMessage.unique("{}");
        service.post(message.json());
        service.post(kept.json());
        service.awaitMessage(message.messageId());
        service.awaitMessage(kept.messageId());
        sendToTheDeadLetters(message.json());

        assertThat(erase(message, Map.of()))
                .contains("bucket             versions: 1, delete markers: 0\n", "table              entries: 1\n")
                .contains("dead-letter queue  messages: 1\n", "Nothing was erased.");
        assertThat(service.get(message.messageId()).statusCode()).isEqualTo(200);

        assertThat(erase(message, Map.of("CONFIRM", "yes"))).contains("Erased.\n");
        assertThat(service.get(message.messageId()).statusCode()).isEqualTo(404);
        assertThat(service.archived(message.archiveKey())).isEmpty();
        assertThat(service.indexed(message.messageId())).isEmpty();
        assertThat(erase(message, Map.of())).contains("There is nothing to erase.");
        assertThat(service.awaitMessage(kept.messageId())).isEqualTo(kept.storedJson());

        var other = message.withData("{}");
        assertThat(service.post(other.json()).statusCode()).isEqualTo(202);
        assertThat(service.awaitMessage(message.messageId())).isEqualTo(other.storedJson());
    }

    private String erase(SampleMessage message, Map<String, String> settings) {
        var clients = service.local().clients();
        var environment = new HashMap<>(settings);
        environment.putAll(Map.of(
                "COMPANY_ID", message.companyId(),
                "MESSAGE_ID", message.messageId(),
                "TABLE_NAME", service.table(),
                "BUCKET_NAME", service.bucket(),
                "QUEUE_URL", service.local().queueUrl("Queue"),
                "DEAD_LETTER_QUEUE_URL", service.local().queueUrl("DeadLetterQueue")));
        var text = new ByteArrayOutputStream();
        try (var out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            // Other tests also use the queue, so whether it is empty does not matter.
            var _ = new Erasure(environment, clients.s3(), clients.dynamoDb(), clients.sqs(), out).run();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private void sendToTheDeadLetters(String body) {
        var sqs = service.local().clients().sqs();
        sqs.sendMessage(request ->
                request.queueUrl(service.local().queueUrl("DeadLetterQueue")).messageBody(body));
    }
}
