package ordermessage.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code AWS::SQS::Queue}. */
final class QueueReader {
    /**
     * The attributes that the local engine supports, with their defaults. CloudFormation and SQS use the same names.
     */
    private static final Map<String, Integer> DEFAULTS =
            Map.of("VisibilityTimeout", 30, "DelaySeconds", 0, "ReceiveMessageWaitTimeSeconds", 0);

    /** The only maximum message size that the local engine supports: 1 MiB, the highest one of SQS. */
    private static final String MAX_MESSAGE_BYTES = "1048576";

    private final Declarations declarations;

    QueueReader(Declarations declarations) {
        this.declarations = declarations;
    }

    Resource.Queue read(String logicalId, Section section) {
        section.ignore("QueueName", "Tags", "SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds");
        if (section.peek("MaximumMessageSize").filter(MAX_MESSAGE_BYTES::equals).isPresent()) {
            section.ignore("MaximumMessageSize");
        }
        return new Resource.Queue(
                logicalId, declarations.name(logicalId), attributes(section), redrive(logicalId, section));
    }

    private static Map<String, String> attributes(Section section) {
        var attributes = new LinkedHashMap<String, String>();
        DEFAULTS.forEach((name, value) ->
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
