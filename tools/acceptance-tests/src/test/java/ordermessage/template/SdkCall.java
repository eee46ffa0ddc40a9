package ordermessage.template;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A call of an AWS service, in the terms of IAM.
 *
 * @param service the service prefix of IAM actions, such as sqs
 * @param operation the name of the IAM action without the prefix, such as SendMessage
 */
record SdkCall(String service, String operation) implements Comparable<SdkCall> {
    /** The service prefix for each client class of the SDK. */
    private static final Map<String, String> SERVICES = Map.of(
            "software.amazon.awssdk.services.codedeploy.CodeDeployClient", "codedeploy",
            "software.amazon.awssdk.services.dynamodb.DynamoDbClient", "dynamodb",
            "software.amazon.awssdk.services.lambda.LambdaClient", "lambda",
            "software.amazon.awssdk.services.s3.S3Client", "s3",
            "software.amazon.awssdk.services.secretsmanager.SecretsManagerClient", "secretsmanager",
            "software.amazon.awssdk.services.sqs.SqsClient", "sqs");

    /** The methods of a client that do not call the service. */
    private static final Set<String> LOCAL_METHODS =
            Set.of("builder", "close", "create", "serviceClientConfiguration", "serviceName", "utilities", "waiter");

    /** The IAM action for each method that has another name than its action. */
    private static final Map<String, String> OPERATIONS = Map.of(
            "getObjectAsBytes", "GetObject",
            "headObject", "GetObject",
            "invoke", "InvokeFunction",
            "listObjectsV2", "ListBucket",
            "queryPaginator", "Query",
            "sendMessageBatch", "SendMessage");

    /** Returns the service call that a method makes; empty when it is not a method of a client, or does not call the service. */
    static Optional<SdkCall> of(CodeUnitAccessTarget method) {
        return Optional.ofNullable(SERVICES.get(method.getOwner().getName()))
                .filter(service -> !LOCAL_METHODS.contains(method.getName()))
                .map(service ->
                        new SdkCall(service, OPERATIONS.getOrDefault(method.getName(), capitalized(method.getName()))));
    }

    /** Returns the IAM action that the role must allow for this call, such as sqs:SendMessage. */
    String action() {
        return service + ":" + operation;
    }

    @Override
    public int compareTo(SdkCall other) {
        return Comparator.comparing(SdkCall::action).compare(this, other);
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
