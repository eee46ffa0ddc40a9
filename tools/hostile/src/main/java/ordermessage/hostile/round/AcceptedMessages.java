package ordermessage.hostile.round;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The messages that the service has accepted in a round. Many threads can use it. */
public final class AcceptedMessages {
    static final String PART = "accepted messages";
    private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
    private static final Set<Integer> ACCEPTED = Set.of(200, 202);
    private static final Set<Integer> ACCEPTED_NOW = Set.of(202);

    private final Target target;
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    AcceptedMessages(Target target) {
        this.target = target;
    }

    /** Returns a valid message with a new id. */
    static String message(String id, String data) {
        return """
                {"metadata": {"message_time": "2023-12-10T22:02:38Z", "company_id": "%s", "message_id": "%s"}, "data": %s}
                """.formatted(Target.COMPANY, id, data);
    }

    /**
     * Posts a message with this data, and remembers it if it is accepted.
     *
     * @param statuses the statuses that the answer may have
     */
    void post(String part, String name, String data, Set<Integer> statuses) {
        var id = UUID.randomUUID().toString();
        var text = message(id, data);
        if (ACCEPTED.contains(
                target.expect(part, name, statuses, target.client().post(text)))) {
            texts.put(id, text);
        }
    }

    /** Posts one more message, waits until the queue is empty, and checks that each message is stored and can be read exactly as it was sent. */
    void check() {
        post(PART, "the last message", "{}", ACCEPTED_NOW);
        if (!target.backlog().awaitDrained(DRAIN_TIMEOUT)) {
            target.report().violation(PART, "the queue", "it is not empty after " + DRAIN_TIMEOUT);
        }
        texts.forEach(this::check);
        var deadLetters = target.local()
                .clients()
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(target.local().queueUrl("DeadLetterQueue"))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
        if (!deadLetters.equals("0")) {
            target.report().violation(PART, "the dead-letter queue", "it has messages: " + deadLetters);
        }
    }

    private void check(String id, String text) {
        var answer = target.client().get(id);
        target.report().count(PART, Integer.toString(answer.statusCode()));
        if (answer.statusCode() != 200) {
            target.report().violation(PART, id, "GET was answered " + answer.statusCode());
        } else if (!data(answer.body()).equals(data(text))) {
            target.report().violation(PART, id, "GET returned other data");
        }
        if (!Arrays.equals(archived(id), text.getBytes(UTF_8))) {
            target.report().violation(PART, id, "the archive has other bytes, or none");
        }
    }

    /** Returns the bytes of a message in the archive; none if it is not there. */
    private byte[] archived(String id) {
        var bucket = target.local().stack().buckets().getFirst().name();
        try {
            return target.local()
                    .clients()
                    .s3()
                    .getObjectAsBytes(request -> request.bucket(bucket).key(Target.COMPANY + "/" + id + ".json"))
                    .asByteArray();
        } catch (NoSuchKeyException e) {
            return new byte[0];
        }
    }

    /** Returns the data as text, in which each number is written as it was sent. */
    private static String data(String message) {
        return JsonParser.parseString(message).getAsJsonObject().get("data").toString();
    }
}
