package ordermessage.local.queue;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ordermessage.local.runtime.LambdaFunction;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The messages of one invocation, and the event that Lambda makes of them.
 *
 * @param json the event as JSON
 */
record SqsEvent(List<Message> messages, String json) {
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    SqsEvent {
        messages = List.copyOf(messages);
    }

    /**
     * Splits messages into events that a function accepts: ten messages of 1 MiB, for example, are too large for one.
     */
    static List<SqsEvent> of(List<Message> messages, String queueArn, String region) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var event = new SqsEvent(messages, json(messages, queueArn, region));
        if (messages.size() == 1 || !LambdaFunction.isTooLarge(event.json)) {
            return List.of(event);
        }
        var events = new ArrayList<SqsEvent>();
        var middle = messages.size() / 2;
        events.addAll(of(messages.subList(0, middle), queueArn, region));
        events.addAll(of(messages.subList(middle, messages.size()), queueArn, region));
        return events;
    }

    private static String json(List<Message> messages, String queueArn, String region) {
        var records = messages.stream()
                .map(message -> entry(message, queueArn, region))
                .toList();
        return JSON.toJson(Map.of("Records", records));
    }

    private static Map<String, Object> entry(Message message, String queueArn, String region) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("messageId", message.messageId());
        entry.put("receiptHandle", message.receiptHandle());
        entry.put("body", message.body());
        entry.put("attributes", message.attributesAsStrings());
        entry.put("messageAttributes", attributes(message.messageAttributes()));
        entry.put("md5OfBody", message.md5OfBody());
        entry.put("eventSource", "aws:sqs");
        entry.put("eventSourceARN", queueArn);
        entry.put("awsRegion", region);
        return entry;
    }

    private static Map<String, Object> attributes(Map<String, MessageAttributeValue> attributes) {
        var values = new LinkedHashMap<String, Object>();
        attributes.forEach((name, attribute) -> {
            var value = new LinkedHashMap<String, Object>();
            value.put("stringValue", attribute.stringValue());
            if (attribute.binaryValue() != null) {
                value.put(
                        "binaryValue",
                        Base64.getEncoder()
                                .encodeToString(attribute.binaryValue().asByteArray()));
            }
            value.put("stringListValues", List.of());
            value.put("binaryListValues", List.of());
            value.put("dataType", attribute.dataType());
            values.put(name, value);
        });
        return values;
    }
}
