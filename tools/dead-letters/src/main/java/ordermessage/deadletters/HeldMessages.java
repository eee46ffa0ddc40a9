package ordermessage.deadletters;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages of a queue, each returned once. A returned message stays hidden until {@link #close}. Otherwise SQS
 * would return the same messages again. If this process dies, the messages become visible when their time ends.
 *
 * <p>The time can still end, for example while the process is stopped. Then the message is received again. It is hidden again,
 * and not returned again. So a receive without new messages is not the end of the queue. A receive without messages is.
 */
final class HeldMessages implements AutoCloseable {
    /** The maximum number of messages that SQS returns in a call. */
    private static final int MAX_BATCH = 10;

    /** The number of empty receives that end the search. One can be empty although the queue has messages. */
    private static final int EMPTY_RECEIVES = 2;

    /**
     * The number of allowed redeliveries for each returned message. In addition, {@value #MAX_AGAIN} are allowed. Without a
     * limit, a command would never end if SQS redelivered messages endlessly.
     */
    private static final int MAX_AGAIN_EACH = 3;

    private static final int MAX_AGAIN = 1_000;

    private final SqsClient sqs;
    private final String url;
    private final Settings settings;
    private final Holds holds;
    private long given;
    private long redeliveryCount;

    /**
     * The settings for receiving and holding messages.
     *
     * @param waitSeconds how long a receive waits for messages
     * @param holdSeconds how long a message is hidden, unless the time is extended
     * @param maxHeld the maximum number of messages that are held at the same time
     */
    record Settings(int waitSeconds, int holdSeconds, int maxHeld) {
        /**
         * A receive that does not wait asks only some of the servers of SQS. SQS lets about 120,000 messages of a standard
         * queue be hidden at the same time. After that, a receive that waits returns no message. See
         * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
         */
        static final Settings STANDARD = new Settings(1, 300, 110_000);
    }

    /** Holds nothing yet. */
    HeldMessages(SqsClient sqs, String url, Settings settings) {
        this.sqs = sqs;
        this.url = url;
        this.settings = settings;
        this.holds = new Holds(sqs, url, settings.holdSeconds());
    }

    /** Returns the next messages; empty when all were returned, or when there is an {@link #obstacle}. */
    List<Message> next() {
        var empty = 0;
        while (empty < EMPTY_RECEIVES && obstacle().isEmpty()) {
            var received = receive();
            var fresh = received.stream().filter(holds::add).toList();
            given += fresh.size();
            redeliveryCount += received.size() - fresh.size();
            if (!fresh.isEmpty()) {
                return fresh;
            }
            empty = received.isEmpty() ? empty + 1 : 0;
        }
        return List.of();
    }

    /** Returns the reason why the other messages cannot be received, as a sentence; empty if they can. */
    Optional<String> obstacle() {
        if (holds.size() >= settings.maxHeld()) {
            return Optional.of("A command holds at most %d messages, because SQS does not let many more be held."
                    .formatted(settings.maxHeld()));
        }
        if (redeliveryCount > MAX_AGAIN + MAX_AGAIN_EACH * given) {
            return Optional.of("SQS redelivered held messages %d times.".formatted(redeliveryCount));
        }
        return Optional.empty();
    }

    /** Returns the number of messages that {@link #next} has returned. */
    long given() {
        return given;
    }

    /** Returns the number of redeliveries. Another receiver could have received these messages instead. */
    long redeliveryCount() {
        return redeliveryCount;
    }

    /** Deletes a message that was given. */
    void delete(Message message) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
        holds.remove(message);
    }

    /** Makes the messages that were not deleted visible again. */
    @Override
    public void close() {
        holds.close();
    }

    private List<Message> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MAX_BATCH)
                        .waitTimeSeconds(settings.waitSeconds())
                        .visibilityTimeout(settings.holdSeconds())
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }
}
