package ordermessage.local.provision;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
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
     * @throws ProvisioningFailedException when an existing table or queue cannot be updated
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
            throw new ProvisioningFailedException(
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
            engines.dynamoDb().createTable(request -> {
                request.tableName(table.name())
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .keySchema(keySchema(table.keys()))
                        .attributeDefinitions(attributes(table));
                if (!table.indexes().isEmpty()) {
                    request.globalSecondaryIndexes(
                            table.indexes().stream().map(Provisioning::index).toList());
                }
            });
        } catch (ResourceInUseException e) {
            // The table exists.
            requireSameKeysAndIndexes(table);
        }
    }

    /** The properties of a global secondary index that cannot change. */
    private record IndexDefinition(List<KeySchemaElement> keys, String projection, Set<String> included) {
        static IndexDefinition of(GlobalSecondaryIndexDescription index) {
            var projection = index.projection();
            return new IndexDefinition(
                    index.keySchema(), projection.projectionTypeAsString(), Set.copyOf(projection.nonKeyAttributes()));
        }

        static IndexDefinition of(Resource.SecondaryIndex index) {
            return new IndexDefinition(keySchema(index.keys()), index.projection(), Set.copyOf(index.included()));
        }
    }

    private void requireSameKeysAndIndexes(Resource.Table table) {
        var existing = engines.dynamoDb()
                .describeTable(request -> request.tableName(table.name()))
                .table();
        var indexes = existing.globalSecondaryIndexes().stream()
                .collect(toMap(GlobalSecondaryIndexDescription::indexName, IndexDefinition::of));
        var declared = table.indexes().stream().collect(toMap(Resource.SecondaryIndex::name, IndexDefinition::of));
        if (!existing.keySchema().equals(keySchema(table.keys()))
                || !Set.copyOf(existing.attributeDefinitions()).equals(Set.copyOf(attributes(table)))
                || !indexes.equals(declared)) {
            throw new ProvisioningFailedException(
                    "%s: the local table has other keys or indexes; make clean-local deletes it and all other data"
                            .formatted(table.logicalId()));
        }
    }

    private static GlobalSecondaryIndex index(Resource.SecondaryIndex index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keySchema(index.keys()))
                .projection(projection -> {
                    projection.projectionType(index.projection());
                    if (!index.included().isEmpty()) {
                        projection.nonKeyAttributes(index.included());
                    }
                })
                .build();
    }

    private static List<AttributeDefinition> attributes(Resource.Table table) {
        return Stream.concat(table.keys().stream(), table.indexes().stream().flatMap(index -> index.keys().stream()))
                .distinct()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key.name())
                        .attributeType(key.type())
                        .build())
                .toList();
    }

    /** @param keys the partition key, then the sort key if there is one */
    private static List<KeySchemaElement> keySchema(List<Resource.Key> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.name())
                        .keyType(key.equals(keys.getFirst()) ? KeyType.HASH : KeyType.RANGE)
                        .build())
                .toList();
    }

    private void create(Resource.Bucket bucket) {
        try {
            engines.s3().createBucket(request -> request.bucket(bucket.name()));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // The existing bucket stays as it is.
        }
    }
}
