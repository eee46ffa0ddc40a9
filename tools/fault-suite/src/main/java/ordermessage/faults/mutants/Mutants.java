package ordermessage.faults.mutants;

import java.util.List;
import ordermessage.faults.stack.FunctionIds;

/** The mutants. Their mistakes are common in services of this kind, and the fault suite must notice each of them. */
public final class Mutants {
    private static final String PROCESS_SOURCES = "ProcessMessageFunction/src/main/java/ordermessage/process/";
    private static final String POST_SOURCES = "PostMessageFunction/src/main/java/ordermessage/post/";
    private static final String DOMAIN_SOURCES = "libraries/message-domain/src/main/java/ordermessage/";
    private static final String ADAPTER_SOURCES = "libraries/storage-adapters/src/main/java/ordermessage/adapters/";

    public static final List<Mutant> ALL = List.of(
            processMutant(
                    "a record that failed counts as stored",
                    PROCESS_SOURCES + "RecordProcessor.java",
                    "return new Outcome.Failed();",
                    "return new Outcome.Duplicate();"),
            processMutant(
                    "the failures of a batch are not reported",
                    PROCESS_SOURCES + "ProcessMessageHandler.java",
                    "record.getValue() instanceof Outcome.Failed",
                    "false"),
            processMutant(
                    "a record that was abandoned counts as stored",
                    PROCESS_SOURCES + "BatchProcessor.java",
                    "if (future.isCancelled()) {",
                    "if (future.isCancelled()) { if (true) return new Outcome.Duplicate();"),
            processMutant(
                    "a message is acknowledged before it is indexed",
                    PROCESS_SOURCES + "MessageStorage.java",
                    "var indexed = index.putIfAbsent(entry); // 3",
                    "var indexed = entry; Thread.startVirtualThread(() -> index.putIfAbsent(entry));"),
            processMutant(
                    "an object that is there is replaced",
                    ADAPTER_SOURCES + "S3Archive.java",
                    ".ifNoneMatch(\"*\")",
                    ""),
            processMutant(
                    "an item that is there is replaced",
                    ADAPTER_SOURCES + "DynamoDbIndex.java",
                    "IndexItem.MESSAGE_ID + \")\"",
                    "IndexItem.MESSAGE_ID + \") OR attribute_exists(\" + IndexItem.MESSAGE_ID + \")\""),
            processMutant(
                    "an object that is there is always a conflict",
                    PROCESS_SOURCES + "MessageStorage.java",
                    "!archived.hasSameContentAs(message)",
                    "archived != message"),
            processMutant(
                    "an object that is there is always a success",
                    ADAPTER_SOURCES + "S3Archive.java",
                    "return Message.read(archived.read(message.key().archiveKey()));",
                    "return message;"),
            processMutant(
                    "an item that is there is always a failure",
                    ADAPTER_SOURCES + "DynamoDbIndex.java",
                    "return IndexItem.read(e.item());",
                    "throw e;"),
            processMutant(
                    "what can never be stored is dropped",
                    PROCESS_SOURCES + "RecordProcessor.java",
                    "deadLetters.send(letter);",
                    ""),
            processMutant(
                    "a dead letter has no reason",
                    DOMAIN_SOURCES + "queue/DeadLetterAttributes.java",
                    "attributes.put(REASON, reason.toString());",
                    ""),
            postMutant(
                    "a message is accepted before it is enqueued",
                    POST_SOURCES + "MessageIntake.java",
                    "queue.enqueue(body, message.key().companyId());",
                    "Thread.startVirtualThread(() -> queue.enqueue(body, message.key().companyId()));"),
            postMutant(
                    "a message is accepted though it was not enqueued",
                    POST_SOURCES + "SqsMessageQueue.java",
                    "throw new QueueUnavailableException(e);",
                    ""),
            postMutant(
                    "POST says of different content that it is stored",
                    POST_SOURCES + "MessageIntake.java",
                    "digest.equals(message.digest()) ?",
                    "digest != null ?"),
            postMutant(
                    "POST says of a stored content that it is a conflict",
                    POST_SOURCES + "MessageIntake.java",
                    "digest.equals(message.digest()) ?",
                    "digest == null ?"));

    private Mutants() {}

    private static Mutant processMutant(String mistake, String source, String original, String mutated) {
        return new Mutant(mistake, FunctionIds.PROCESS_MESSAGE, source, original, mutated);
    }

    private static Mutant postMutant(String mistake, String source, String original, String mutated) {
        return new Mutant(mistake, FunctionIds.POST_MESSAGE, source, original, mutated);
    }
}
