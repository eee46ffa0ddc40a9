package ordermessage.local.provision;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes a stack's queues, tables and buckets in the engines, or brings those that are there up to date. */
public final class Provisioning {
    private final EngineClients engines;
    private final LocalNames names;

    /** Provisioning of engines that are started. */
    public Provisioning(EngineClients engines, LocalNames names) {
        this.engines = engines;
        this.names = names;
    }

    /**
     * Makes what is not there, and sets the attributes of the queues that are.
     *
     * @throws ProvisioningFailed when a table or a queue is there that cannot be brought up to date
     */
    public void apply(Stack stack) {
        // All queues before any attribute: a redrive policy names another queue.
        stack.queues().forEach(this::create);
        stack.queues().forEach(this::setAttributes);
        stack.tables().forEach(this::create);
        stack.buckets().forEach(this::create);
    }

    /** Without attributes: SQS refuses to create a queue again with others than it has. */
    private void create(Resource.Queue queue) {
        engines.sqs().createQueue(request -> request.queueName(queue.name()));
    }

    private void setAttributes(Resource.Queue queue) {
        var url = names.queue(queue.logicalId()).url();
        var attributes = new TreeMap<>(queue.attributes());
        queue.redrive()
                .ifPresentOrElse(
                        redrive -> attributes.put("RedrivePolicy", policy(redrive)), () -> checkNoPolicy(queue, url));
        engines.sqs().setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes));
    }

    /** The engine keeps a policy for ever, where SQS takes an empty one for none. */
    private void checkNoPolicy(Resource.Queue queue, String url) {
        var existing = engines.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY));
        if (existing.hasAttributes() && !existing.attributes().isEmpty()) {
            throw new ProvisioningFailed(
                    "%s: the queue on this machine has a redrive policy, which stays; make clean-local forgets all"
                            .formatted(queue.logicalId()));
        }
    }

    private String policy(Resource.Redrive redrive) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(names.queue(redrive.deadLetterQueue()).arn(), redrive.maxReceiveCount());
    }

    private void create(Resource.Table table) {
        try {
            engines.dynamoDb()
                    .createTable(request -> request.tableName(table.name())
                            .billingMode(BillingMode.PAY_PER_REQUEST)
                            .keySchema(keySchema(table))
                            .attributeDefinitions(keys(table)
                                    .map(key -> AttributeDefinition.builder()
                                            .attributeName(key.name())
                                            .attributeType(key.type())
                                            .build())
                                    .toList()));
        } catch (ResourceInUseException exists) {
            check(table);
        }
    }

    private void check(Resource.Table table) {
        var existing = engines.dynamoDb()
                .describeTable(request -> request.tableName(table.name()))
                .table();
        if (!existing.keySchema().equals(keySchema(table))) {
            throw new ProvisioningFailed(
                    "%s: the table on this machine has another key; make clean-local forgets it, and all data"
                            .formatted(table.logicalId()));
        }
    }

    private static List<KeySchemaElement> keySchema(Resource.Table table) {
        return keys(table)
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.name())
                        .keyType(key.equals(table.partitionKey()) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    private static Stream<Resource.Key> keys(Resource.Table table) {
        return Stream.concat(Stream.of(table.partitionKey()), table.sortKey().stream());
    }

    private void create(Resource.Bucket bucket) {
        try {
            engines.s3().createBucket(request -> request.bucket(bucket.name()));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException exists) {
            // It stays as it is.
        }
    }
}
