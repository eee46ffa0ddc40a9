package ordermessage.local.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The queue that an event source mapping reads. */
final class SourceQueue {
    /** The maximum number of messages in one request to SQS. */
    private static final int MAX_BATCH = 10;

    private final SqsClient sqs;
    private final String url;
    private final Consumer<String> log;

    SourceQueue(SqsClient sqs, String url, Consumer<String> log) {
        this.sqs = sqs;
        this.url = url;
        this.log = log;
    }

    /**
     * Receives messages; returns an empty list when none arrive in time.
     *
     * @param max the maximum number of messages; SQS returns at most ten
     * @param wait how long to wait for messages; rounded up to whole seconds, at most 20 s
     */
    List<Message> receive(int max, Duration wait) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(Math.min(max, MAX_BATCH))
                        .waitTimeSeconds((int) Math.min(20, wait.plusMillis(999).toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /**
     * Deletes messages, and logs those that cannot be deleted. A message whose visibility timeout has ended is no
     * longer ours; it is delivered again.
     */
    void delete(List<Message> messages) {
        for (var from = 0; from < messages.size(); from += MAX_BATCH) {
            var entries = entries(messages.subList(from, Math.min(from + MAX_BATCH, messages.size())));
            try {
                sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                        .failed()
                        .forEach(entry ->
                                log.accept("A message was not deleted and may be delivered again: " + entry.message()));
            } catch (SdkException e) {
                log.accept("Messages were not deleted and may be delivered again: " + e.getMessage());
            }
        }
    }

    private static List<DeleteMessageBatchRequestEntry> entries(List<Message> messages) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>();
        for (var message : messages) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(message.receiptHandle())
                    .build());
        }
        return entries;
    }
}
