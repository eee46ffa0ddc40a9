package ordermessage.post;

import java.util.Map;
import ordermessage.message.Uuid;
import ordermessage.queue.QueueBody;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The queue in SQS. It is a fair queue: each company is a message group. */
public final class SqsMessageQueue implements MessageQueue {
    private final SqsClient sqs;
    private final String queueUrl;

    public SqsMessageQueue(SqsClient sqs, String queueUrl) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
    }

    @Override
    public void enqueue(QueueBody message, Uuid companyId) {
        try {
            sqs.sendMessage(request -> request.queueUrl(queueUrl)
                    .messageBody(message.body())
                    .messageGroupId(companyId.value())
                    .messageAttributes(message.encoding()
                            .map(encoding -> Map.of(QueueBody.ENCODING, text(encoding)))
                            .orElse(Map.of())));
        } catch (SdkException e) {
            throw new QueueUnavailableException(e);
        }
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
