package ordermessage.bench;

import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;

/** Whose time it is between the offer of an event and its answer, from the outside to the inside. */
enum Layer {
    RUNTIME("Lambda's runtime client, and the way to it and back"),
    JSON("reading the event and writing the answer"),
    SERVICE("the service"),
    SDK("the SDK and its HTTP client"),
    ENGINE("waiting for the engines");

    /** The methods that lead into a layer, as the flight recorder's filter has them. */
    static final Map<String, Layer> METHODS = Map.of(
            "ordermessage.lambda.EventJson::fromJson", JSON,
            "ordermessage.lambda.EventJson::toJson", JSON,
            "ordermessage.post.PostMessageHandler::handleRequest", SERVICE,
            "ordermessage.get.GetMessageHandler::handleRequest", SERVICE,
            "ordermessage.process.ProcessMessageHandler::handleRequest", SERVICE,
            "software.amazon.awssdk.services.sqs.DefaultSqsClient::sendMessage", SDK,
            "software.amazon.awssdk.services.s3.DefaultS3Client::putObject", SDK,
            "software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::putItem", SDK,
            "software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::getItem", SDK);

    private final String text;

    Layer(String text) {
        this.text = text;
    }

    /** The layer that a recorded time was spent in or below; empty for any other event. */
    static Optional<Layer> of(RecordedEvent event) {
        return switch (event.getEventType().getName()) {
            case "jdk.SocketRead" -> Optional.of(ENGINE);
            case "jdk.MethodTrace" -> {
                RecordedMethod method = event.getValue("method");
                yield Optional.ofNullable(METHODS.get(method.getType().getName() + "::" + method.getName()));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
