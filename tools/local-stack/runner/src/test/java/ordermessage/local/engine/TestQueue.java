package ordermessage.local.engine;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A queue of a test. */
record TestQueue(SqsClient sqs, String url) {
    /** Creates a queue with a new name. */
    static TestQueue create(SqsClient sqs, Map<QueueAttributeName, String> attributes) {
        var name = UUID.randomUUID().toString();
        return new TestQueue(
                sqs,
                sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                        .queueUrl());
    }

    /** Creates a queue whose messages are visible again at once, and move to this queue after so many receives. */
    TestQueue createSource(int maxReceiveCount) {
        return create(sqs, sourceAttributes(maxReceiveCount));
    }

    /** Returns the attributes that make this queue the dead-letter queue of another. */
    Map<QueueAttributeName, String> sourceAttributes(int maxReceiveCount) {
        return Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn(), maxReceiveCount),
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "0");
    }

    void send(String body) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    List<String> receive() {
        return sqs.receiveMessage(request -> request.queueUrl(url)).messages().stream()
                .map(Message::body)
                .toList();
    }

    /** Receives messages, which stay visible, and returns their groups. */
    List<String> groups() {
        return sqs
                .receiveMessage(request -> request.queueUrl(url)
                        .visibilityTimeout(0)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .stream()
                .map(message -> message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                .toList();
    }

    void deleteOne() {
        var message =
                sqs.receiveMessage(request -> request.queueUrl(url)).messages().getFirst();
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    /** Starts to move all messages to another queue. */
    void startRedriveTo(TestQueue other) {
        var from = arn();
        var to = other.arn();
        sqs.startMessageMoveTask(request -> request.sourceArn(from).destinationArn(to));
    }

    /** Returns the number of visible messages. */
    int waiting() {
        return Integer.parseInt(attribute(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    String arn() {
        return attribute(QueueAttributeName.QUEUE_ARN);
    }

    String attribute(QueueAttributeName name) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(name))
                .attributes()
                .get(name);
    }
}
