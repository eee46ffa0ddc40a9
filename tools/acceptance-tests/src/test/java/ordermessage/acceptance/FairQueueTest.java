package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import ordermessage.harness.Waiting;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Tests that a message keeps its message group on its way through the queues. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It waits longer than most other classes, so it starts before them.
class FairQueueTest {
    private final RunningService service;

    FairQueueTest(RunningService service) {
        this.service = service;
    }

    @Test
    void aMessageThatCannotBeStoredKeepsItsGroupInTheDeadLetterQueue() {
        var body = "not JSON, " + UUID.randomUUID();
        var sqs = service.local().clients().sqs();
        sqs.sendMessage(request -> request.queueUrl(service.local().queueUrl("Queue"))
                .messageBody(body)
                .messageGroupId(SampleMessage.COMPANY));

        var group = Waiting.until("the dead letter", Duration.ofMillis(50))
                .until(
                        () -> sqs
                                .receiveMessage(request -> request.queueUrl(
                                                service.local().queueUrl("DeadLetterQueue"))
                                        .maxNumberOfMessages(10)
                                        .visibilityTimeout(0)
                                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                                .messages()
                                .stream()
                                .filter(message -> message.body().equals(body))
                                .map(FairQueueTest::group)
                                .findFirst(),
                        Optional::isPresent);

        assertThat(group).contains(SampleMessage.COMPANY);
        service.awaitDeadLetter(body);
    }

    private static String group(Message message) {
        return String.valueOf(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
    }
}
