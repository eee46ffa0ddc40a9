package ordermessage.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code AWS::SQS::Queue}. */
final class QueueReader {
    /** Attributes that CloudFormation and SQS call the same and that the local engine keeps, with their defaults. */
    private static final Map<String, Integer> ATTRIBUTES =
            Map.of("VisibilityTimeout", 30, "DelaySeconds", 0, "ReceiveMessageWaitTimeSeconds", 0);

    /** What SQS and the local engine carry at most; a queue may ask for less, which only SQS does. */
    private static final String LARGEST_MESSAGE = "1048576";

    private final Declarations declarations;

    QueueReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.Queue read(String logicalId, Section section) {
        section.ignore("QueueName", "Tags", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
        if (section.peek("MaximumMessageSize").filter(LARGEST_MESSAGE::equals).isPresent()) {
            section.ignore("MaximumMessageSize");
        }
        return new Resource.Queue(
                logicalId, declarations.name(logicalId), attributes(section), redrive(logicalId, section));
    }

    private static Map<String, String> attributes(Section section) {
        var attributes = new LinkedHashMap<String, String>();
        ATTRIBUTES.forEach((name, value) ->
                attributes.put(name, section.integer(name).orElse(value).toString()));
        return attributes;
    }

    private Optional<Resource.Redrive> redrive(String logicalId, Section section) {
        if (!section.has("RedrivePolicy")) {
            return Optional.empty();
        }
        var policy = section.part("RedrivePolicy");
        var count = policy.integer("maxReceiveCount").orElseThrow(() -> policy.error("maxReceiveCount", "is missing"));
        var deadLetterQueue = declarations.queue(policy, "deadLetterTargetArn");
        if (deadLetterQueue.equals(logicalId)) {
            throw policy.error("deadLetterTargetArn", "is the queue itself");
        }
        return Optional.of(new Resource.Redrive(deadLetterQueue, count));
    }
}
