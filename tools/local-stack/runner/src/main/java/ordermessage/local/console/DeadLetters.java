package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * The messages of a dead-letter queue. It reads them as an operator does: it receives them, and makes them visible again at once.
 * {@code make dlq} works on many more messages. Neither its code nor the names in
 * {@code DeadLetterAttributes} are used here: the local stack runs the service as AWS does, and depends on none of its classes
 * ({@code ArchitectureTest}).
 */
final class DeadLetters {
    /** The maximum number of messages that the page shows. */
    static final int MAX_SHOWN = 100;

    /** The maximum number of messages among which one is looked for. */
    private static final int MAX_SEARCHED = 10_000;

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
        var all = new JsonArray();
        var held = new ArrayList<String>();
        try {
            while (all.size() < MAX_SHOWN) {
                var received = receive(Math.min(MAX_BATCH, MAX_SHOWN - all.size()));
                if (received.isEmpty()) {
                    break;
                }
                received.forEach(message -> held.add(message.receiptHandle()));
                received.forEach(message -> all.add(json(message)));
            }
            return all;
        } finally {
            release(held);
        }
    }

    /**
     * Sends the messages that are in the queue back to the queue that they came from. A message that comes back meanwhile stays.
     *
     * @return the number of messages that were sent back
     */
    synchronized int redriveAll() {
        var size = size();
        var count = 0;
        while (count < size) {
            var received = receive(Math.min(MAX_BATCH, size - count));
            if (received.isEmpty()) {
                break;
            }
            sendBack(received, received);
            count += received.size();
        }
        return count;
    }

    /**
     * Sends a message back to the queue that it came from. Looks for it among the first 10,000 messages.
     *
     * @param id the id that SQS gave the message
     * @return 1, or 0 if there is no such message
     */
    synchronized int redrive(String id) {
        // Only the handles of the others, because each message may have 1 MiB.
        var held = new ArrayList<String>();
        try {
            while (held.size() < MAX_SEARCHED) {
                var received = receive(MAX_BATCH);
                var wanted = received.stream()
                        .filter(message -> message.messageId().equals(id))
                        .toList();
                if (received.isEmpty() || !wanted.isEmpty()) {
                    sendBack(wanted, received);
                    return wanted.size();
                }
                received.forEach(message -> held.add(message.receiptHandle()));
            }
            return 0;
        } finally {
            release(held);
        }
    }

    /** Sends some of the received messages back, and makes the others visible again. */
    private void sendBack(List<Message> wanted, List<Message> received) {
        var left = received.stream().map(Message::receiptHandle).collect(Collectors.toCollection(ArrayList::new));
        try {
            for (var message : wanted) {
                send(message);
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
                left.remove(message.receiptHandle());
            }
        } finally {
            release(left);
        }
    }

    /** Returns the number of messages that can be received. */
    private int size() {
        return Integer.parseInt(sqs.getQueueAttributes(request ->
                        request.queueUrl(url).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** Returns the next messages. They are hidden until they are released. */
    private List<Message> receive(int max) {
        return sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(max)
                        .waitTimeSeconds(0)
                        .visibilityTimeout(HOLD_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void release(List<String> receiptHandles) {
        for (var from = 0; from < receiptHandles.size(); from += MAX_BATCH) {
            var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>();
            for (var handle : receiptHandles.subList(from, Math.min(from + MAX_BATCH, receiptHandles.size()))) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(Integer.toString(entries.size()))
                        .receiptHandle(handle)
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
