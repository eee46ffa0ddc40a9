package ordermessage.local.deadletter;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages of a queue, hidden from others for as long as this is open. Without hiding them, SQS would give the same
 * ten again and again. Should this process die, they are seen again after {@link #HOLD_SECONDS}.
 */
final class HeldMessages implements AutoCloseable {
    private static final int HOLD_SECONDS = 60;

    /** SQS gives and takes no more messages at a time. */
    private static final int MAX_BATCH = 10;

    private final SqsClient sqs;
    private final String url;
    private final List<Message> messages = new ArrayList<>();

    private HeldMessages(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    static HeldMessages allOf(SqsClient sqs, String url) {
        var held = new HeldMessages(sqs, url);
        for (var more = held.receive(); !more.isEmpty(); more = held.receive()) {
            held.messages.addAll(more);
        }
        return held;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        messages.remove(message);
    }

    /** Lets the others see the messages again, at once. */
    @Override
    public void close() {
        for (var from = 0; from < messages.size(); from += MAX_BATCH) {
            giveBack(messages.subList(from, Math.min(from + MAX_BATCH, messages.size())));
        }
    }

    /** Waits a second for messages: a poll that does not wait asks only some of SQS's servers. */
    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MAX_BATCH)
                        .waitTimeSeconds(1)
                        .visibilityTimeout(HOLD_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void giveBack(List<Message> some) {
        var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
        for (var message : some) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0)
                    .build());
        }
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
    }
}
