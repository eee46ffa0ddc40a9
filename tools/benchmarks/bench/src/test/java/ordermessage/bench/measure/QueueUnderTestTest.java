package ordermessage.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Tests that the queue is filled with the number of messages that a rate is calculated from. */
class QueueUnderTestTest {
    private final Sqs sqs = new Sqs();
    private final QueueUnderTest queue =
            new QueueUnderTest(sqs, "http://localhost/queue", new SampleEvents(ProjectFolder.current()));

    @Test
    void theQueueGetsAllMessages() {
        queue.fill(200);

        assertThat(sqs.messages).hasValue(200);
    }

    @Test
    void aMessageThatTheQueueRefusesIsAnError() {
        sqs.refused = List.of(BatchResultErrorEntry.builder()
                .id("3")
                .message("The message is too long")
                .build());

        assertThatThrownBy(() -> queue.fill(10))
                .isInstanceOf(CallFailedException.class)
                .hasMessage("The queue refused 1 of ten messages: The message is too long");
    }

    /** Counts messages, and refuses what the test says. */
    private static final class Sqs implements SqsClient {
        private final AtomicInteger messages = new AtomicInteger();
        private volatile List<BatchResultErrorEntry> refused = List.of();

        @Override
        public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
            messages.addAndGet(request.entries().size());
            return SendMessageBatchResponse.builder().failed(refused).build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
