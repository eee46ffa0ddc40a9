package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The messages of a dead-letter queue, up to a maximum number. It reads them as an operator does: it receives them, and
 * makes them visible again at once. {@code make dlq} works on many more messages. Neither its code nor the names in
 * {@code DeadLetterAttributes} are used here: the local stack runs the service as AWS does, and depends on none of its classes
 * ({@code ArchitectureTest}).
 */
final class DeadLetters {
    /** The maximum number of messages that the page shows, and that one redrive sends back. */
    static final int MAX = 100;

    private static final int MAX_BATCH = 10;
    private static final int HOLD_SECONDS = 30;
    private static final int MAX_BODY = 4000;

    private static final String DETAIL = "detail";

    /** True only while the message is in the dead-letter queue. {@code make redrive} removes the same. */
    private static final Set<String> REMOVED_BY_REDRIVE =
            Set.of(LogLine.REASON, DETAIL, LogLine.COMPANY_ID, LogLine.MESSAGE_ID);

    private static final String RECEIVED_AT = "received_at";

    private final SqsClient sqs;
    private final String url;
    private final String sourceUrl;

    /**
     * A dead-letter queue.
     *
     * @param sourceUrl the URL of the queue that its messages come from
     */
    DeadLetters(SqsClient sqs, String url, String sourceUrl) {
        this.sqs = sqs;
        this.url = url;
        this.sourceUrl = sourceUrl;
    }

    /** Returns the messages for the page. */
    synchronized JsonArray json() {
        var held = hold();
        try {
            var all = new JsonArray();
            held.values().forEach(message -> all.add(json(message)));
            return all;
        } finally {
            release(held.values().stream().toList());
        }
    }

    /**
     * Sends all messages back to the queue that they came from.
     *
     * @return the number of messages that were sent back
     */
    int redriveAll() {
        return redrive(message -> true);
    }

    /**
     * Sends a message back to the queue that it came from.
     *
     * @param id the id that SQS gave the message
     * @return 1, or 0 if there is no such message
     */
    int redrive(String id) {
        return redrive(message -> message.messageId().equals(id));
    }

    private synchronized int redrive(Predicate<Message> wanted) {
        var held = hold();
        var chosen = held.values().stream().filter(wanted).toList();
        var left = new ArrayList<>(held.values());
        try {
            for (var message : chosen) {
                send(message);
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
                left.remove(message);
            }
        } finally {
            release(left);
        }
        return chosen.size();
    }

    /** Receives all messages, up to the maximum. They are hidden until they are released. */
    private Map<String, Message> hold() {
        var held = new LinkedHashMap<String, Message>();
        while (held.size() < MAX) {
            var received = sqs.receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(Math.min(MAX_BATCH, MAX - held.size()))
                            .waitTimeSeconds(0)
                            .visibilityTimeout(HOLD_SECONDS)
                            .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                            .messageAttributeNames("All"))
                    .messages();
            if (received.isEmpty()) {
                break;
            }
            received.forEach(message -> held.put(message.messageId(), message));
        }
        return held;
    }

    private void release(List<Message> messages) {
        for (var from = 0; from < messages.size(); from += MAX_BATCH) {
            var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
            for (var message : messages.subList(from, Math.min(from + MAX_BATCH, messages.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0)
                        .build());
            }
            sqs.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    private static JsonObject json(Message message) {
        var json = new JsonObject();
        var moved = wasMovedBySqs(message) || !message.messageAttributes().containsKey(LogLine.REASON);
        json.addProperty("id", message.messageId());
        json.addProperty("reason", moved ? "too many receives" : attribute(message, LogLine.REASON));
        json.addProperty("detail", moved ? "" : attribute(message, DETAIL));
        json.addProperty("company", attribute(message, LogLine.COMPANY_ID));
        json.addProperty("message", attribute(message, LogLine.MESSAGE_ID));
        json.addProperty("sentAt", message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, ""));
        var body = message.body();
        json.addProperty("body", body.length() > MAX_BODY ? body.substring(0, MAX_BODY) + " …" : body);
        return json;
    }

    /** SQS marks the messages that it moves. Such a message can still have the reason of an earlier time. */
    private static boolean wasMovedBySqs(Message message) {
        return message.attributes().containsKey(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN);
    }

    private static String attribute(Message message, String name) {
        return Optional.ofNullable(message.messageAttributes().get(name))
                .map(MessageAttributeValue::stringValue)
                .orElse("");
    }

    private void send(Message message) {
        var attributes = new HashMap<>(message.messageAttributes());
        attributes.keySet().removeAll(REMOVED_BY_REDRIVE);
        if (attributes.containsKey(RECEIVED_AT)) {
            send(message, attributes);
        } else {
            sendWithTime(message, attributes);
        }
    }

    /** SQS refuses a message of almost 1 MiB that has no room for the time of its first arrival. It is sent without it. */
    private void sendWithTime(Message message, Map<String, MessageAttributeValue> attributes) {
        var sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        var withTime = new HashMap<>(attributes);
        withTime.put(
                RECEIVED_AT,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(Instant.ofEpochMilli(Long.parseLong(sent)).toString())
                        .build());
        try {
            send(message, withTime);
        } catch (SqsException e) {
            send(message, attributes);
        }
    }

    private void send(Message message, Map<String, MessageAttributeValue> attributes) {
        sqs.sendMessage(request -> request.queueUrl(sourceUrl)
                .messageBody(message.body())
                .messageGroupId(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .messageAttributes(attributes));
    }
}
