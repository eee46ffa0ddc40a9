package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ordermessage.aws.SdkClients;
import ordermessage.queue.DeadLetterReason;
import ordermessage.queue.QueueBody;
import ordermessage.snapstart.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsDeadLetterQueueTest {
    private static final QueueBody BODY = new QueueBody("x", Optional.empty());

    private final List<String> requests = new ArrayList<>();
    private final FakeAws server = new FakeAws(call -> {
        requests.add(call.body());
        return FakeAws.Reply.json("{}");
    });
    private final SqsDeadLetterQueue queue = new SqsDeadLetterQueue(
            new SdkClients(new SdkClients.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                    .build(SqsClient.builder()
                            .region(Region.of("local"))
                            .endpointOverride(server.address())
                            .checksumValidationEnabled(false)),
            server.address() + "/000000000000/queue");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDeadLetterKeepsTheGroupOfItsMessage() {
        send(new QueuedMessage("r-1", BODY, Instant.EPOCH, Optional.of("company")));

        assertThat(requests).singleElement().asString().contains("\"MessageGroupId\":\"company\"");
    }

    @Test
    void aDeadLetterOfAMessageWithoutGroupHasNone() {
        send(new QueuedMessage("r-1", BODY, Instant.EPOCH, Optional.empty()));

        assertThat(requests).singleElement().asString().doesNotContain("MessageGroupId");
    }

    private void send(QueuedMessage message) {
        queue.send(new DeadLetter(message, DeadLetterReason.UNREADABLE, "The text is not JSON.", null));
    }
}
