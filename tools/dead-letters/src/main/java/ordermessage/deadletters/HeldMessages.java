package ordermessage.deadletters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages of a queue, each given once. A message that was given stays hidden until {@link #close}: without this, SQS
 * would give the same messages again. Only ids and receipt handles are in memory, no bodies. If this process dies, the messages
 * are visible again after {@link #HOLD_SECONDS}.
 */
final class HeldMessages implements AutoCloseable {
    private static final int HOLD_SECONDS = 300;

    /** SQS gives and takes at most so many messages in a call. */
    private static final int MAX_BATCH = 10;

    private final SqsClient sqs;
    private final String url;
    private final int waitSeconds;

    /** The receipt handles by the id of SQS. */
    private final Map<String, String> held = new HashMap<>();

    /**
     * Holds nothing yet.
     *
     * @param waitSeconds how long to wait for messages
     */
    HeldMessages(SqsClient sqs, String url, int waitSeconds) {
        this.sqs = sqs;
        this.url = url;
        this.waitSeconds = waitSeconds;
    }

    /** The next messages; empty when all were given. */
    List<Message> next() {
        var fresh = new ArrayList<Message>();
        var received = receive();
        for (var message : received) {
            if (held.put(message.messageId(), message.receiptHandle()) == null) {
                fresh.add(message);
            }
        }
        // Only messages that were given before: their hold has ended, so all were given.
        return fresh;
    }

    /** Deletes a message that was given. */
    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        synchronized (held) {
            held.remove(message.messageId());
        }
    }

    /** Makes the messages that were not deleted visible again. */
    @Override
    public void close() {
        var receipts = List.copyOf(held.values());
        for (var from = 0; from < receipts.size(); from += MAX_BATCH) {
            release(receipts.subList(from, Math.min(from + MAX_BATCH, receipts.size())));
        }
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MAX_BATCH)
                        .waitTimeSeconds(waitSeconds)
                        .visibilityTimeout(HOLD_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void release(List<String> receipts) {
        var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
        for (var receipt : receipts) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(receipt)
                    .visibilityTimeout(0)
                    .build());
        }
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
    }
}
