package ordermessage.faults.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import ordermessage.local.LocalService;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Reads the dead-letter queue for the fault suite, without the service's code. The messages stay in it. */
public final class DeadLetterReader {
    private static final int HIDDEN_SECONDS = 120;
    private static final int MAX_BATCH = 10;

    private final SqsClient sqs;
    private final String url;

    public DeadLetterReader(LocalService local) {
        sqs = local.clients().sqs();
        url = local.queueUrl("DeadLetterQueue");
    }

    /** Reads all messages that nobody else holds. */
    public List<DeadLetter> read() {
        var letters = new ArrayList<DeadLetter>();
        var receipts = new HashMap<String, String>();
        for (var messages = receive(); !messages.isEmpty(); messages = receive()) {
            for (var message : messages) {
                receipts.put(message.messageId(), message.receiptHandle());
                letters.add(new DeadLetter(message.body(), reason(message)));
            }
        }
        receipts.values()
                .forEach(receipt -> sqs.changeMessageVisibility(
                        request -> request.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0)));
        return letters;
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MAX_BATCH)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("reason"))
                .messages();
    }

    /** A message that SQS moved can still have the reason of an earlier time. */
    private static String reason(Message message) {
        var reason = message.messageAttributes().get("reason");
        var wasMovedBySqs = message.attributes().containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
        return reason == null || wasMovedBySqs ? DeadLetter.TOO_MANY_RECEIVES : reason.stringValue();
    }
}
