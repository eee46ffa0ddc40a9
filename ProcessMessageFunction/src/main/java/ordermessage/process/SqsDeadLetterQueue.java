package ordermessage.process;

import java.util.Map;
import java.util.stream.Collectors;
import ordermessage.queue.DeadLetterAttributes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The dead-letter queue in SQS. A dead letter keeps its message group, so that a redrive can send it back with it. */
public final class SqsDeadLetterQueue implements DeadLetterQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsDeadLetterQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(DeadLetter letter) {
        sqs.sendMessage(request -> request.queueUrl(queueUrl)
                .messageBody(letter.message().body().body())
                .messageGroupId(letter.message().group().orElse(null))
                .messageAttributes(attributes(letter)));
    }

    private static Map<String, MessageAttributeValue> attributes(DeadLetter letter) {
        var message = letter.message();
        return DeadLetterAttributes.of(
                        message.body(), letter.reason(), letter.detail(), letter.key(), message.receivedAt())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> string(attribute.getValue())));
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
