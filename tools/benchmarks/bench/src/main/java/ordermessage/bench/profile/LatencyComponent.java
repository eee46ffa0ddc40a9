package ordermessage.bench.profile;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;

/**
 * A component of the time from the offer of an event to its answer. The order is the order of calls: the runtime client
 * calls the JSON code and the service, the service calls the SDK, and the SDK opens connections and waits for the engines.
 */
enum LatencyComponent {
    RUNTIME_CLIENT("Lambda's runtime client, and the way to it and back"),
    EVENT_JSON("reading the event and writing the answer"),
    SERVICE("the service"),
    SDK("the SDK and its HTTP client"),
    CONNECTIONS("opening connections"),
    ENGINES("waiting for the engines");

    /** The entry methods of the components, in the syntax of the filter of the JFR event {@code jdk.MethodTrace}. */
    static final Map<String, LatencyComponent> ENTRY_METHODS = Map.ofEntries(
            entry("ordermessage.lambda.EventJson::fromJson", EVENT_JSON),
            entry("ordermessage.lambda.EventJson::toJson", EVENT_JSON),
            entry("ordermessage.post.PostMessageHandler::handleRequest", SERVICE),
            entry("ordermessage.get.GetMessageHandler::handleRequest", SERVICE),
            entry("ordermessage.list.ListMessagesHandler::handleRequest", SERVICE),
            entry("ordermessage.process.ProcessMessageHandler::handleRequest", SERVICE),
            entry("software.amazon.awssdk.services.sqs.DefaultSqsClient::sendMessage", SDK),
            entry("software.amazon.awssdk.services.s3.DefaultS3Client::putObject", SDK),
            entry("software.amazon.awssdk.services.s3.DefaultS3Client::getObject", SDK),
            entry("software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::putItem", SDK),
            entry("software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::getItem", SDK),
            entry("software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::batchGetItem", SDK),
            entry("software.amazon.awssdk.services.dynamodb.DefaultDynamoDbClient::query", SDK),
            entry("org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager::connect", CONNECTIONS));

    private final String text;

    LatencyComponent(String text) {
        this.text = text;
    }

    /**
     * Returns the component that the event's duration belongs to. The duration includes the components that this one calls.
     * Returns empty for an event that is about no component.
     */
    static Optional<LatencyComponent> of(RecordedEvent event) {
        return switch (event.getEventType().getName()) {
            case "jdk.SocketRead" -> Optional.of(ENGINES);
            case "jdk.MethodTrace" -> {
                RecordedMethod method = event.getValue("method");
                yield Optional.ofNullable(ENTRY_METHODS.get(method.getType().getName() + "::" + method.getName()));
            }
            default -> Optional.empty();
        };
    }

    /** Returns the text that the profile shows. */
    @Override
    public String toString() {
        return text;
    }
}
