package ordermessage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ordermessage.aws.SdkClients;
import ordermessage.message.Uuid;
import ordermessage.queue.QueueBody;
import ordermessage.snapstart.FakeAws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class SqsMessageQueueTest {
    private static final Uuid COMPANY = new Uuid("e0721e56-fb09-4273-ae74-7bcbc92d43eb");

    private final List<String> requests = new ArrayList<>();
    private final FakeAws server = new FakeAws(call -> {
        requests.add(call.body());
        return new FakeSqs().apply(call);
    });
    private final SqsMessageQueue queue = new SqsMessageQueue(
            new SdkClients(new SdkClients.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                    .build(SqsClient.builder().region(Region.of("local")).endpointOverride(server.address())),
            server.address() + "/000000000000/queue");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theMessageGroupIsTheCompany() {
        queue.enqueue(new QueueBody("{}", Optional.empty()), COMPANY);

        assertThat(requests).singleElement().asString().contains("\"MessageGroupId\":\"" + COMPANY + "\"");
    }
}
