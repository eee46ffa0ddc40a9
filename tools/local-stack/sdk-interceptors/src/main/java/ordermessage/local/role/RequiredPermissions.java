package ordermessage.local.role;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which permissions a call of the SDK needs, as the Service Authorization Reference of AWS says. It knows the operations
 * that this service uses and those like them.
 */
public final class RequiredPermissions {
    /** The operations of DynamoDB that name one table, and perhaps an index of it. Action and operation have the same name. */
    private static final Set<String> OF_ONE_TABLE =
            Set.of("DeleteItem", "DescribeTable", "GetItem", "PutItem", "Query", "Scan", "UpdateItem");

    /** The operations of DynamoDB with a map whose keys are tables. */
    private static final Set<String> OF_TABLES = Set.of("BatchGetItem", "BatchWriteItem");

    /** The action for each operation of SQS that names one queue. */
    private static final Map<String, String> OF_ONE_QUEUE = Map.ofEntries(
            Map.entry("ChangeMessageVisibility", "sqs:ChangeMessageVisibility"),
            Map.entry("ChangeMessageVisibilityBatch", "sqs:ChangeMessageVisibility"),
            Map.entry("DeleteMessage", "sqs:DeleteMessage"),
            Map.entry("DeleteMessageBatch", "sqs:DeleteMessage"),
            Map.entry("GetQueueAttributes", "sqs:GetQueueAttributes"),
            Map.entry("PurgeQueue", "sqs:PurgeQueue"),
            Map.entry("ReceiveMessage", "sqs:ReceiveMessage"),
            Map.entry("SendMessage", "sqs:SendMessage"),
            Map.entry("SendMessageBatch", "sqs:SendMessage"),
            Map.entry("SetQueueAttributes", "sqs:SetQueueAttributes"));

    /** The further actions that PutObject needs, by the field of the request that makes it so. */
    private static final Map<String, String> OF_WRITTEN_OBJECT = Map.of(
            "ACL", "s3:PutObjectAcl",
            "GrantFullControl", "s3:PutObjectAcl",
            "GrantRead", "s3:PutObjectAcl",
            "GrantReadACP", "s3:PutObjectAcl",
            "GrantWriteACP", "s3:PutObjectAcl",
            "IfMatch", "s3:GetObject",
            "ObjectLockLegalHoldStatus", "s3:PutObjectLegalHold",
            "ObjectLockMode", "s3:PutObjectRetention",
            "Tagging", "s3:PutObjectTagging");

    private final String region;
    private final String account;

    /** The fields of a request, by the names that they have in the API of the service. */
    @FunctionalInterface
    public interface Fields {
        /** Returns the value of a field; empty when the request does not have it. */
        Optional<Object> get(String name);
    }

    /**
     * Knows the permissions of one account in one Region.
     *
     * @param region the Region of the ARNs
     * @param account the account of the ARNs
     */
    public RequiredPermissions(String region, String account) {
        this.region = region;
        this.account = account;
    }

    /**
     * Returns what a call needs.
     *
     * @param service the id of the service in the SDK, such as {@code DynamoDb}
     * @param operation the operation, such as {@code GetItem}
     * @return empty when this class does not know the operation, or the call names no resource
     */
    public Optional<List<Permission>> of(String service, String operation, Fields fields) {
        return Optional.of(
                        switch (service) {
                            case "Sqs" -> sqs(operation, fields);
                            case "DynamoDb" -> dynamoDb(operation, fields);
                            case "S3" -> s3(operation, fields);
                            case "SecretsManager" ->
                                operation.equals("GetSecretValue")
                                        ? named("secretsmanager:GetSecretValue", text(fields, "SecretId"))
                                        : List.<Permission>of();
                            case "Lambda" ->
                                operation.equals("Invoke")
                                        ? named("lambda:InvokeFunction", text(fields, "FunctionName"))
                                        : List.<Permission>of();
                            default -> List.<Permission>of();
                        })
                .filter(permissions -> !permissions.isEmpty());
    }

    /** Returns the permission with which S3 reports that an object does not exist. */
    static Permission toMissAnObject(Fields fields) {
        return new Permission("s3:ListBucket", "arn:aws:s3:::" + text(fields, "Bucket"));
    }

    private List<Permission> sqs(String operation, Fields fields) {
        var action = OF_ONE_QUEUE.get(operation);
        // https://<host>/<account>/<name>
        var url = text(fields, "QueueUrl").split("/", -1);
        return action == null || url.length < 5
                ? List.of()
                : List.of(new Permission(action, arn("sqs", url[url.length - 2], url[url.length - 1])));
    }

    private List<Permission> dynamoDb(String operation, Fields fields) {
        var action = "dynamodb:" + operation;
        if (OF_TABLES.contains(operation)) {
            return fields.get("RequestItems").orElse(Map.of()) instanceof Map<?, ?> tables
                    ? tables.keySet().stream()
                            .map(table -> new Permission(action, table(table.toString())))
                            .toList()
                    : List.of();
        }
        var table = text(fields, "TableName");
        if (!OF_ONE_TABLE.contains(operation) || table.isEmpty()) {
            return List.of();
        }
        var index = text(fields, "IndexName");
        return List.of(new Permission(action, index.isEmpty() ? table(table) : table(table) + "/index/" + index));
    }

    private static List<Permission> s3(String operation, Fields fields) {
        var bucket = "arn:aws:s3:::" + text(fields, "Bucket");
        var object = bucket + "/" + text(fields, "Key");
        var version = text(fields, "VersionId").isEmpty() ? "" : "Version";
        return switch (operation) {
            case "GetObject", "HeadObject" -> List.of(new Permission("s3:GetObject" + version, object));
            case "DeleteObject" -> List.of(new Permission("s3:DeleteObject" + version, object));
            case "HeadBucket", "ListObjects", "ListObjectsV2" -> List.of(new Permission("s3:ListBucket", bucket));
            case "PutObject" -> {
                var permissions = new ArrayList<>(List.of(new Permission("s3:PutObject", object)));
                OF_WRITTEN_OBJECT.forEach((field, action) ->
                        fields.get(field).ifPresent(value -> permissions.add(new Permission(action, object))));
                yield permissions;
            }
            default -> List.of();
        };
    }

    /** Returns a permission for a resource with this ARN; empty for a name, which is not a resource of a policy. */
    private static List<Permission> named(String action, String arn) {
        return arn.startsWith("arn:") ? List.of(new Permission(action, arn)) : List.of();
    }

    private String table(String nameOrArn) {
        return nameOrArn.startsWith("arn:") ? nameOrArn : arn("dynamodb", account, "table/" + nameOrArn);
    }

    private String arn(String service, String owner, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + owner + ":" + resource;
    }

    private static String text(Fields fields, String name) {
        return fields.get(name).map(Object::toString).orElse("");
    }
}
