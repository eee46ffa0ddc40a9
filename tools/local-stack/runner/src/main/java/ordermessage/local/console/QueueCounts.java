package ordermessage.local.console;

import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads the number of messages in a queue. */
final class QueueCounts {
    private static final Map<String, QueueAttributeName> COUNTS = Map.of(
            "visible", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            "inFlight", QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);

    private final SqsClient sqs;

    QueueCounts(SqsClient sqs) {
        this.sqs = sqs;
    }

    /** Returns the counts of a queue; without members when the engine does not answer. */
    JsonObject of(String url) {
        var json = new JsonObject();
        try {
            var attributes = sqs.getQueueAttributes(
                            request -> request.queueUrl(url).attributeNames(COUNTS.values()))
                    .attributes();
            COUNTS.forEach((member, attribute) -> Optional.ofNullable(attributes.get(attribute))
                    .ifPresent(value -> json.addProperty(member, Long.parseLong(value))));
        } catch (SdkException e) {
            // The engine is stopped or starts again. The page shows that the numbers are unknown.
        }
        return json;
    }
}
