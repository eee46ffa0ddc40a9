package ordermessage.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import ordermessage.local.engine.ElasticMq;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.TestEngines;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

@Tag("processes")
class DeadLettersTest {
    private static final int MEBIBYTE = 1 << 20;

    /** A message that is short gets the time of its first arrival. One of 1 MiB has no room for it. */
    @Test
    void aMessageOfOneMebibyteIsRedriven(@TempDir Path data) {
        try (var engine = Engine.start(new ElasticMq(TestEngines.REGION), TestEngines.settings(data, 0));
                var sqs = TestEngines.client(SqsClient.builder(), engine)) {
            var source = sqs.createQueue(queue -> queue.queueName("Source")).queueUrl();
            var deadLetters = sqs.createQueue(queue -> queue.queueName("Dead")).queueUrl();
            sqs.sendMessage(message -> message.queueUrl(deadLetters).messageBody("x".repeat(MEBIBYTE)));
            sqs.sendMessage(message -> message.queueUrl(deadLetters).messageBody("short"));

            assertThat(new DeadLetters(sqs, deadLetters, source).redrive(Optional.empty()))
                    .isEqualTo(2);

            var messages = new ArrayList<Message>();
            // An answer of SQS has at most 1 MiB of messages.
            while (messages.size() < 2) {
                messages.addAll(sqs.receiveMessage(request ->
                                request.queueUrl(source).maxNumberOfMessages(10).messageAttributeNames("All"))
                        .messages());
            }
            assertThat(messages)
                    .extracting(
                            message -> message.body().length(),
                            message -> message.messageAttributes().containsKey("received_at"))
                    .containsExactlyInAnyOrder(tuple(MEBIBYTE, false), tuple(5, true));
        }
    }
}
