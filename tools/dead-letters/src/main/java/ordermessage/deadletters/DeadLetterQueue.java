package ordermessage.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import ordermessage.queue.DeadLetterAttributes;
import ordermessage.queue.QueueBody;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A dead-letter queue as an operator works with it. Every method goes through the queue once, ten messages at a time, so that
 * the memory it takes does not depend on the number of messages. Messages that somebody else holds are not seen.
 */
public final class DeadLetterQueue {
    /** A poll that does not wait asks only some of the servers of SQS. */
    private static final int WAIT_SECONDS = 1;

    private final SqsClient sqs;
    private final String url;
    private final String sourceUrl;
    private final int waitSeconds;

    /**
     * A dead-letter queue.
     *
     * @param url the URL of the dead-letter queue
     * @param sourceUrl the URL of the queue that its messages come from
     */
    public DeadLetterQueue(SqsClient sqs, String url, String sourceUrl) {
        this(sqs, url, sourceUrl, WAIT_SECONDS);
    }

    DeadLetterQueue(SqsClient sqs, String url, String sourceUrl, int waitSeconds) {
        this.sqs = sqs;
        this.url = url;
        this.sourceUrl = sourceUrl;
        this.waitSeconds = waitSeconds;
    }

    /**
     * Shows each message once. Nothing is removed.
     *
     * @return how many messages there are
     */
    public long forEach(Consumer<DeadLetter> action) {
        return go(letter -> true, (held, message, letter) -> action.accept(letter));
    }

    /**
     * Counts messages. Nothing is removed.
     *
     * @param wanted which messages
     * @return how many messages there are
     */
    public long count(Predicate<DeadLetter> wanted) {
        return go(wanted, (held, message, letter) -> {});
    }

    /**
     * Sends messages back to the queue that they came from. A message is deleted here after SQS has acknowledged its copy: a
     * crash in between leaves it in both queues, and a message that is delivered twice is stored once. The copy carries the
     * time of its first arrival, unless the message is so long that SQS has no room for it. Messages that arrive in the
     * dead-letter queue meanwhile stay there.
     *
     * @param wanted which messages
     * @return how many messages were sent back
     */
    public long redrive(Predicate<DeadLetter> wanted) {
        var start = Instant.now();
        return go(wanted.and(letter -> letter.sentAt().isBefore(start)), (held, message, letter) -> {
            send(message, letter);
            held.delete(message);
        });
    }

    /**
     * Deletes messages for good.
     *
     * @param wanted which messages
     * @return how many messages were deleted
     */
    public long delete(Predicate<DeadLetter> wanted) {
        return go(wanted, (held, message, letter) -> held.delete(message));
    }

    @FunctionalInterface
    private interface Action {
        void run(HeldMessages held, Message message, DeadLetter letter);
    }

    private long go(Predicate<DeadLetter> wanted, Action action) {
        var count = 0L;
        try (var held = new HeldMessages(sqs, url, waitSeconds);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var messages = held.next(); !messages.isEmpty(); messages = held.next()) {
                var running = messages.stream()
                        .map(message -> Map.entry(message, DeadLetterReader.read(message)))
                        .filter(entry -> wanted.test(entry.getValue()))
                        .map(entry -> threads.submit(() -> action.run(held, entry.getKey(), entry.getValue())))
                        .toList();
                running.forEach(DeadLetterQueue::await);
                count += running.size();
            }
        }
        return count;
    }

    private static void await(Future<?> running) {
        try {
            running.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    private void send(Message message, DeadLetter letter) {
        sqs.sendMessage(request -> request.queueUrl(sourceUrl)
                .messageBody(message.body())
                .messageGroupId(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messageAttributes(attributesOfCopy(message, letter)));
    }

    private static Map<String, MessageAttributeValue> attributesOfCopy(Message message, DeadLetter letter) {
        var attributes = new HashMap<>(message.messageAttributes());
        attributes.keySet().removeAll(DeadLetterAttributes.REMOVED_BY_REDRIVE);
        attributes.put(
                DeadLetterAttributes.RECEIVED_AT,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(letter.receivedAt().toString())
                        .build());
        if (bytes(message.body(), attributes) > QueueBody.MAX_BYTES) {
            attributes.remove(DeadLetterAttributes.RECEIVED_AT);
        }
        return attributes;
    }

    /**
     * The bytes that SQS counts. See
     * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
     */
    private static int bytes(String body, Map<String, MessageAttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey())
                        + bytes(attribute.getValue().dataType())
                        + bytes(attribute.getValue().stringValue()))
                .reduce(bytes(body), Integer::sum);
    }

    private static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }
}
