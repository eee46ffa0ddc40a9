package ordermessage.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import ordermessage.operator.UsageException;
import ordermessage.queue.DeadLetterAttributes;
import ordermessage.queue.QueueBody;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * A dead-letter queue as an operator works with it. Every method goes through the queue once, ten messages at a time, and the
 * memory it takes has a limit. Messages that somebody else holds are not seen. Every method throws {@link UsageException} when
 * it had to end although there can be more messages.
 */
public final class DeadLetterQueue {
    private static final int ACTIONS_AT_ONCE = 10;

    /** The maximum number of attributes of an SQS message. */
    private static final int MAX_ATTRIBUTES = 10;

    private final SqsClient sqs;
    private final String url;
    private final String sourceUrl;
    private final HeldMessages.Settings settings;
    private final Consumer<String> doubts;

    /**
     * A dead-letter queue.
     *
     * @param url the URL of the dead-letter queue
     * @param sourceUrl the URL of the queue that its messages come from
     */
    public DeadLetterQueue(SqsClient sqs, String url, String sourceUrl) {
        this(sqs, url, sourceUrl, doubt -> {});
    }

    /**
     * A dead-letter queue.
     *
     * @param url the URL of the dead-letter queue
     * @param sourceUrl the URL of the queue that its messages come from
     * @param doubts takes the sentences that say why a number can be too small, or which messages were left out
     */
    public DeadLetterQueue(SqsClient sqs, String url, String sourceUrl, Consumer<String> doubts) {
        this(sqs, url, sourceUrl, HeldMessages.Settings.STANDARD, doubts);
    }

    /**
     * A dead-letter queue.
     *
     * @param doubts takes the sentences that say why a number can be too small, or which messages were left out
     */
    DeadLetterQueue(
            SqsClient sqs, String url, String sourceUrl, HeldMessages.Settings settings, Consumer<String> doubts) {
        this.sqs = sqs;
        this.url = url;
        this.sourceUrl = sourceUrl;
        this.settings = settings;
        this.doubts = doubts;
    }

    /**
     * Shows each message once. Nothing is removed.
     *
     * @return how many messages there are
     */
    public long forEach(Consumer<DeadLetter> action) {
        return actOnEach(letter -> true, "read", (held, message, letter) -> action.accept(letter));
    }

    /**
     * Counts messages. Nothing is removed.
     *
     * @param wanted which messages
     * @return how many messages there are
     */
    public long count(Predicate<DeadLetter> wanted) {
        return actOnEach(wanted, "counted", (held, message, letter) -> {});
    }

    /**
     * Sends messages back to the queue that they came from. A message is deleted here after SQS has acknowledged its copy: a
     * crash in between leaves it in both queues, and a message that is delivered twice is stored once. The copy carries the
     * time of its first arrival, unless SQS moved the message here and has no room for the time.
     *
     * <p>A message that SQS accepted after the redrive began, by the clock of this machine, stays there and is reported. So a
     * message that fails again is not sent back again. A message that SQS moves here keeps the time at which it was sent to the
     * other queue: if that was before the redrive began, it is sent back too.
     *
     * @param wanted which messages
     * @return how many messages were sent back
     */
    public long redrive(Predicate<DeadLetter> wanted) {
        var start = Instant.now();
        var newer = new AtomicLong();
        var sent = actOnEach(
                letter -> wanted.test(letter) && isOlder(letter, start, newer),
                "sent back",
                (held, message, letter) -> {
                    send(message, letter);
                    held.delete(message);
                });
        if (newer.get() > 0) {
            doubts.accept(
                    ("%d messages were not sent back: SQS accepted them after the command began, by the clock of this"
                                    + " machine. To send them back, run the command again.")
                            .formatted(newer.get()));
        }
        return sent;
    }

    private static boolean isOlder(DeadLetter letter, Instant start, AtomicLong newer) {
        var isOlder = letter.sentAt().isBefore(start);
        if (!isOlder) {
            newer.incrementAndGet();
        }
        return isOlder;
    }

    /**
     * Deletes messages for good.
     *
     * @param wanted which messages
     * @return how many messages were deleted
     */
    public long delete(Predicate<DeadLetter> wanted) {
        return actOnEach(wanted, "deleted", (held, message, letter) -> held.delete(message));
    }

    @FunctionalInterface
    private interface Action {
        void run(HeldMessages held, Message message, DeadLetter letter);
    }

    /**
     * Receives each message once, and acts on those that are wanted.
     *
     * @param done what the action has done with a message
     * @return how many messages it acted on
     */
    private long actOnEach(Predicate<DeadLetter> wanted, String done, Action action) {
        var count = 0L;
        var held = new HeldMessages(sqs, url, settings);
        try (held;
                var actions = new ParallelCalls(ACTIONS_AT_ONCE)) {
            for (var messages = held.next(); !messages.isEmpty(); messages = held.next()) {
                var chosen = messages.stream()
                        .map(message -> Map.entry(message, DeadLetterReader.read(message)))
                        .filter(entry -> wanted.test(entry.getValue()))
                        .<Runnable>map(entry -> () -> action.run(held, entry.getKey(), entry.getValue()))
                        .toList();
                actions.run(chosen);
                count += chosen.size();
            }
        }
        if (held.redeliveryCount() > 0) {
            doubts.accept(
                    ("SQS redelivered messages %d times although this command held them. Others can have received some "
                                    + "of them, so a number here can be too small.")
                            .formatted(held.redeliveryCount()));
        }
        if (held.obstacle().isPresent()) {
            throw new UsageException("%d messages were %s, of %d that were received. There can be more. %s"
                    .formatted(count, done, held.given(), held.obstacle().get()));
        }
        return count;
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
        if (!fit(message.body(), attributes)) {
            attributes.remove(DeadLetterAttributes.RECEIVED_AT);
        }
        return attributes;
    }

    private static boolean fit(String body, Map<String, MessageAttributeValue> attributes) {
        return attributes.size() <= MAX_ATTRIBUTES && bytes(body, attributes) <= QueueBody.MAX_BYTES;
    }

    /**
     * The bytes that SQS counts. See
     * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
     */
    private static int bytes(String body, Map<String, MessageAttributeValue> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(attribute -> bytes(attribute.getKey())
                        + bytes(attribute.getValue().dataType())
                        + bytes(attribute.getValue().stringValue())
                        + bytes(attribute.getValue().binaryValue()))
                .reduce(bytes(body), Integer::sum);
    }

    private static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int bytes(SdkBytes value) {
        return value == null ? 0 : value.asByteArrayUnsafe().length;
    }
}
