package ordermessage.deadletters;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The messages of a queue, each given once. A message that was given stays hidden until {@link #close}: without this, SQS
 * would give the same messages again. If this process dies, the messages are visible again when their time ends.
 *
 * <p>The time can still end, for example while the process is stopped. Then the message is received again. It is hidden again,
 * and not given again. So all were given when the queue brings nothing, and not when it brings nothing new.
 */
final class HeldMessages implements AutoCloseable {
    /** SQS gives at most so many messages in a call. */
    private static final int MAX_BATCH = 10;

    /** A receive can bring nothing although the queue has messages. A receive that waits rarely does. */
    private static final int EMPTY_RECEIVES = 2;

    /**
     * Messages may come again so many times for each message that was given, and {@value #MAX_AGAIN} times more. Without a
     * limit, it would never end if messages came again without end.
     */
    private static final int MAX_AGAIN_EACH = 3;

    private static final int MAX_AGAIN = 1_000;

    private final SqsClient sqs;
    private final String url;
    private final Settings settings;
    private final Holds holds;
    private long given;
    private long cameAgain;

    /**
     * How messages are received and held.
     *
     * @param waitSeconds how long a receive waits for messages
     * @param holdSeconds how long a message is hidden, unless the time is extended
     * @param maxHeld the maximum number of messages that are held at the same time
     */
    record Settings(int waitSeconds, int holdSeconds, int maxHeld) {
        /**
         * A receive that does not wait asks only some of the servers of SQS. SQS lets about 120,000 messages of a standard
         * queue be hidden at the same time. After that, a receive that waits brings nothing. See
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

    /** The next messages; empty when all were given, or when there is an {@link #obstacle}. */
    List<Message> next() {
        var empty = 0;
        while (empty < EMPTY_RECEIVES && obstacle().isEmpty()) {
            var received = receive();
            var fresh = received.stream().filter(holds::add).toList();
            given += fresh.size();
            cameAgain += received.size() - fresh.size();
            if (!fresh.isEmpty()) {
                return fresh;
            }
            empty = received.isEmpty() ? empty + 1 : 0;
        }
        return List.of();
    }

    /** Why messages that were not given cannot be received, as a sentence. */
    Optional<String> obstacle() {
        if (holds.size() >= settings.maxHeld()) {
            return Optional.of("A command holds at most %d messages, because SQS does not let many more be held."
                    .formatted(settings.maxHeld()));
        }
        if (cameAgain > MAX_AGAIN + MAX_AGAIN_EACH * given) {
            return Optional.of("Messages that were received before came again %d times.".formatted(cameAgain));
        }
        return Optional.empty();
    }

    /** How many messages were given. */
    long given() {
        return given;
    }

    /** How often a message came again. Somebody else could have received it instead. */
    long cameAgain() {
        return cameAgain;
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
