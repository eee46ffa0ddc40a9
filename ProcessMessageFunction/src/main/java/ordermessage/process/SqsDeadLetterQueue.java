package ordermessage.process;

import java.util.HashMap;
import java.util.Map;
import ordermessage.queue.QueueBody;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The dead-letter queue in SQS. */
public final class SqsDeadLetterQueue implements DeadLetterQueue {
    /** The attribute by which a redriven message remembers when the service first took it. */
    static final String RECEIVED_AT = "received_at";

    private static final int LONGEST_DETAIL = 256;

    private final SqsClient sqs;
    private final String queueUrl;

    public SqsDeadLetterQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void send(DeadLetter letter) {
        sqs.sendMessage(request -> request.queueUrl(queueUrl)
                .messageBody(letter.message().body().body())
                .messageAttributes(attributes(letter)));
    }

    private static Map<String, MessageAttributeValue> attributes(DeadLetter letter) {
        var attributes = new HashMap<String, MessageAttributeValue>();
        letter.message().body().encoding().ifPresent(encoding -> attributes.put(QueueBody.ENCODING, string(encoding)));
        attributes.put("reason", string(letter.reason().toString()));
        attributes.put("detail", string(abbreviated(letter.detail())));
        attributes.put(RECEIVED_AT, string(letter.message().receivedAt().toString()));
        letter.key().ifPresent(key -> {
            attributes.put("company_id", string(key.companyId().value()));
            attributes.put("message_id", string(key.messageId().value()));
        });
        return attributes;
    }

    private static String abbreviated(String detail) {
        return detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    }

    private static MessageAttributeValue string(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
