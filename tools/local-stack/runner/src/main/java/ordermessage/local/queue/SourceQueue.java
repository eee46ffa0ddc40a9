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
    /** SQS gives and deletes no more messages at a time. */
    private static final int MAX_BATCH = 10;

    private final SqsClient sqs;
    private final String url;
    private final Consumer<String> log;

    SourceQueue(SqsClient sqs, String url, Consumer<String> log) {
        this.sqs = sqs;
        this.url = url;
        this.log = log;
    }

    /** Waits for messages; empty when none came in this time, which counts in whole seconds up to 20. */
    List<Message> receive(int most, Duration wait) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(Math.min(most, MAX_BATCH))
                        .waitTimeSeconds((int) Math.min(20, wait.plusMillis(999).toSeconds()))
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    /** Deletes what can be deleted; a message whose visibility has run out is no longer ours, and comes again. */
    void delete(List<Message> messages) {
        for (var from = 0; from < messages.size(); from += MAX_BATCH) {
            var entries = entries(messages.subList(from, Math.min(from + MAX_BATCH, messages.size())));
            try {
                sqs.deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                        .failed()
                        .forEach(entry ->
                                log.accept("A message was not deleted and may come again: " + entry.message()));
            } catch (SdkException failure) {
                log.accept("Messages were not deleted and may come again: " + failure.getMessage());
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
