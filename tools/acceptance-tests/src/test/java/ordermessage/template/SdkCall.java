package ordermessage.template;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call of an AWS service.
 *
 * @param service as IAM calls it, such as sqs
 * @param operation as the service calls it, such as SendMessage
 */
record SdkCall(String service, String operation) implements Comparable<SdkCall> {
    private static final Map<String, String> CLIENTS = Map.of(
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient", "dynamodb",
            "software.amazon.awssdk.services.s3.S3Client", "s3",
            "software.amazon.awssdk.services.sqs.SqsClient", "sqs");

    /** The methods of a client that call no service. */
    private static final Set<String> SILENT =
            Set.of("builder", "close", "create", "serviceClientConfiguration", "serviceName", "utilities", "waiter");

    /** The methods that are not called as the action that they need. */
    private static final Map<String, String> ACTIONS = Map.of(
            "getObjectAsBytes", "GetObject",
            "headObject", "GetObject",
            "listObjectsV2", "ListBucket",
            "queryPaginator", "Query",
            "sendMessageBatch", "SendMessage");

    /** What a call of this method calls; nothing where it is not a client's. */
    static Optional<SdkCall> of(CodeUnitAccessTarget method) {
        return Optional.ofNullable(CLIENTS.get(method.getOwner().getName()))
                .filter(service -> !SILENT.contains(method.getName()))
                .map(service ->
                        new SdkCall(service, ACTIONS.getOrDefault(method.getName(), capital(method.getName()))));
    }

    /** The action that a role must allow for it. */
    String action() {
        return service + ":" + operation;
    }

    @Override
    public int compareTo(SdkCall other) {
        return Comparator.comparing(SdkCall::action).compare(this, other);
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
