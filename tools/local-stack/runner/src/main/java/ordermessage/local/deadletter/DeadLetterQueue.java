package ordermessage.local.deadletter;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The dead-letter queue as a person works with it: look at what is there, send it back. */
public final class DeadLetterQueue {
    /** What the processor added, true of the message only as long as it lies here. */
    private static final List<String> LABELS = List.of("reason", "detail", "company_id", "message_id");

    private final SqsClient sqs;
    private final String url;
    private final String sourceUrl;

    /**
     * A dead-letter queue.
     *
     * @param url its own
     * @param sourceUrl where its messages come from, and go when they are sent back
     */
    public DeadLetterQueue(SqsClient sqs, String url, String sourceUrl) {
        this.sqs = sqs;
        this.url = url;
        this.sourceUrl = sourceUrl;
    }

    /** All that is in the queue and that nobody else holds right now. It stays there: looking consumes nothing. */
    public List<DeadLetter> list() {
        try (var held = HeldMessages.allOf(sqs, url)) {
            return held.messages().stream().map(LetterReading::of).toList();
        }
    }

    /**
     * Sends everything back to the queue that it came from, and waits until SQS has moved it.
     *
     * @return how many messages were moved
     * @throws IllegalStateException when SQS gave up on the way; what was not moved is still here
     */
    public long redriveAll() {
        var source = arn(url);
        // The destination is named because SQS knows none for messages that were sent here directly.
        sqs.startMessageMoveTask(task -> task.sourceArn(source).destinationArn(arn(sourceUrl)));
        var latest = latestTask(source);
        while (latest.status().equals("RUNNING")) {
            pause();
            latest = latestTask(source);
        }
        if (!latest.status().equals("COMPLETED")) {
            throw new IllegalStateException("The move is %s: %s".formatted(latest.status(), latest.failureReason()));
        }
        return latest.approximateNumberOfMessagesMoved();
    }

    /**
     * Sends those messages back that have this id, the company's or the queue's; the others stay. It is sent before it
     * is deleted here: a crash in between leaves it in both places, and storing it twice stores it once.
     *
     * @return how many there were
     */
    public long redrive(String id) {
        try (var held = HeldMessages.allOf(sqs, url)) {
            var called = held.messages().stream()
                    .filter(message -> LetterReading.of(message).isCalled(id))
                    .toList();
            called.forEach(message -> {
                sendBack(message);
                held.delete(message);
            });
            return called.size();
        }
    }

    private void sendBack(Message message) {
        sqs.sendMessage(request ->
                request.queueUrl(sourceUrl).messageBody(message.body()).messageAttributes(withoutLabels(message)));
    }

    private static Map<String, MessageAttributeValue> withoutLabels(Message message) {
        return message.messageAttributes().entrySet().stream()
                .filter(attribute -> !LABELS.contains(attribute.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private ListMessageMoveTasksResultEntry latestTask(String source) {
        return sqs.listMessageMoveTasks(request -> request.sourceArn(source).maxResults(1))
                .results()
                .getFirst();
    }

    private String arn(String queueUrl) {
        return sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Not waited for; SQS goes on moving", interrupted);
        }
    }
}
