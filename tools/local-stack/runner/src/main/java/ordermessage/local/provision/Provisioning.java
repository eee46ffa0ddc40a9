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

/** Creates a stack's queues, tables and buckets in the engines, and updates the existing ones. */
public final class Provisioning {
    private final EngineClients engines;
    private final LocalNames names;

    /** Creates a provisioning for running engines. */
    public Provisioning(EngineClients engines, LocalNames names) {
        this.engines = engines;
        this.names = names;
    }

    /**
     * Creates the missing queues, tables and buckets, and sets the attributes of all queues.
     *
     * @throws ProvisioningFailed when an existing table or queue cannot be updated
     */
    public void apply(Stack stack) {
        // All queues exist before attributes are set, because a redrive policy refers to another queue.
        stack.queues().forEach(this::create);
        stack.queues().forEach(this::setAttributes);
        stack.tables().forEach(this::create);
        stack.buckets().forEach(this::create);
    }

    /** Creates a queue without attributes: SQS refuses to create an existing queue with other attributes. */
    private void create(Resource.Queue queue) {
        engines.sqs().createQueue(request -> request.queueName(queue.name()));
    }

    private void setAttributes(Resource.Queue queue) {
        var url = names.queue(queue.logicalId()).url();
        var attributes = new TreeMap<>(queue.attributes());
        queue.redrive()
                .ifPresentOrElse(
                        redrive -> attributes.put("RedrivePolicy", policy(redrive)), () -> requireNoPolicy(queue, url));
        engines.sqs().setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes));
    }

    /**
     * Fails when the queue has a redrive policy. SQS removes a policy when it gets an empty one; the engine cannot
     * remove it.
     */
    private void requireNoPolicy(Resource.Queue queue, String url) {
        var existing = engines.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.REDRIVE_POLICY));
        if (existing.hasAttributes() && !existing.attributes().isEmpty()) {
            throw new ProvisioningFailed(
                    "%s: the local queue has a redrive policy, which cannot be removed; make clean-local deletes all data"
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
        } catch (ResourceInUseException e) {
            // The table exists.
            requireSameKey(table);
        }
    }

    private void requireSameKey(Resource.Table table) {
        var existing = engines.dynamoDb()
                .describeTable(request -> request.tableName(table.name()))
                .table();
        if (!existing.keySchema().equals(keySchema(table))) {
            throw new ProvisioningFailed(
                    "%s: the local table has another key; make clean-local deletes it and all other data"
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
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // The existing bucket stays as it is.
        }
    }
}
