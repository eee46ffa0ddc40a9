package ordermessage.stores;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import ordermessage.deadletters.DeadLetter;
import ordermessage.deadletters.DeadLetterQueue;
import ordermessage.message.MessageKey;
import ordermessage.message.Uuid;
import ordermessage.operator.StackOutputs;
import ordermessage.operator.UsageException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The command {@code make erase}: it erases one message of a company for good, from the dead-letter queue, the table and the
 * bucket. Without {@code CONFIRM=yes}, it only shows what it finds.
 *
 * <p>It does not receive from the queue: a receive would count as a try of the processor. So it cannot know whether the message
 * is in the queue, and says how many messages are there.
 */
public final class Erasure {
    private static final List<QueueAttributeName> COUNTS = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final MessageKey key;
    private final boolean isConfirmed;
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final SqsClient sqs;
    private final String queueUrl;
    private final DeadLetterQueue deadLetters;
    private final ObjectVersions versions;
    private final PrintStream out;

    private record Found(List<ObjectVersions.Version> versions, boolean hasEntry, long deadLetters) {
        boolean isNothing() {
            return versions.isEmpty() && !hasEntry && deadLetters == 0;
        }
    }

    /**
     * Reads the variables {@code COMPANY_ID}, {@code MESSAGE_ID} and {@code CONFIRM}, and finds the stack.
     *
     * @throws UsageException when one of them is missing or not valid
     */
    public Erasure(
            Map<String, String> environment, S3Client s3, DynamoDbClient dynamoDb, SqsClient sqs, PrintStream out) {
        this.key = new MessageKey(uuid(environment, "COMPANY_ID"), uuid(environment, "MESSAGE_ID"));
        this.isConfirmed = isConfirmed(environment);
        this.dynamoDb = dynamoDb;
        this.sqs = sqs;
        this.out = out;
        var stack = StackOutputs.of(environment);
        this.table = stack.value("TableName");
        this.queueUrl = stack.value("QueueUrl");
        this.deadLetters = new DeadLetterQueue(sqs, stack.value("DeadLetterQueueUrl"), queueUrl, out::println);
        this.versions = new ObjectVersions(s3, stack.value("BucketName"), key.archiveKey());
    }

    /**
     * Erases the message, or shows what there is to erase. It can be repeated: what is not there is not an error.
     *
     * @return whether it is done: false when the message can come back, and the command must be repeated
     */
    public boolean run() {
        var found = find();
        print(found);
        if (!isConfirmed) {
            out.println(
                    found.isNothing() ? "There is nothing to erase." : "Nothing was erased. CONFIRM=yes erases it.");
            return true;
        }
        // In this order: first the copy that an operator can send back, then the entry with which a message is read and
        // listed, and last the object from which the entry can be made again. If it is interrupted, GET finds a whole
        // message or none.
        deadLetters.delete(this::isWanted);
        dynamoDb.deleteItem(request -> request.tableName(table).key(itemKey()));
        found.versions().forEach(versions::delete);

        var left = find();
        if (!left.isNothing()) {
            out.println("The message was erased, but these parts exist again:");
            print(left);
            return false;
        }
        out.println("Erased.");
        var waiting = waiting();
        if (waiting > 0) {
            out.println(
                    "%d messages are in the queue. If it is one of them, it will be stored again: run this again later."
                            .formatted(waiting));
            return false;
        }
        return true;
    }

    private Found find() {
        var letters = deadLetters.count(this::isWanted);
        var item = dynamoDb.getItem(
                request -> request.tableName(table).key(itemKey()).consistentRead(true));
        return new Found(versions.list(), item.hasItem(), letters);
    }

    private void print(Found found) {
        var markers = found.versions().stream()
                .filter(ObjectVersions.Version::isDeleteMarker)
                .count();
        out.println("message            " + key.archiveKey());
        out.println("bucket             versions: %d, delete markers: %d"
                .formatted(found.versions().size() - markers, markers));
        out.println("table              entries: " + (found.hasEntry() ? 1 : 0));
        out.println("dead-letter queue  messages: " + found.deadLetters());
        out.println("queue              messages of any company: " + waiting());
    }

    private long waiting() {
        var counts = sqs.getQueueAttributes(
                        request -> request.queueUrl(queueUrl).attributeNames(COUNTS))
                .attributes();
        return COUNTS.stream()
                .mapToLong(name -> Long.parseLong(counts.getOrDefault(name, "0")))
                .sum();
    }

    private boolean isWanted(DeadLetter letter) {
        return letter.companyId().equalsIgnoreCase(key.companyId().value())
                && letter.messageId().equalsIgnoreCase(key.messageId().value());
    }

    private Map<String, AttributeValue> itemKey() {
        return Map.of(
                "message_id", AttributeValue.fromS(key.messageId().value()),
                "company_id", AttributeValue.fromS(key.companyId().value()));
    }

    private static boolean isConfirmed(Map<String, String> environment) {
        var confirm = environment.get("CONFIRM");
        if (confirm != null && !confirm.equals("yes")) {
            throw new UsageException("CONFIRM is not yes: leave it out to see what there is");
        }
        return confirm != null;
    }

    private static Uuid uuid(Map<String, String> environment, String variable) {
        return Uuid.parse(environment.getOrDefault(variable, "").strip())
                .orElseThrow(() -> new UsageException(variable
                        + " is not a UUID. Example: make erase COMPANY_ID=… MESSAGE_ID=…, then with CONFIRM=yes"));
    }
}
