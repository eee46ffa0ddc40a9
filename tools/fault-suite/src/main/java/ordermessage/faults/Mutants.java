package ordermessage.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The mistakes that services of this kind really have, each of which the fault suite has to notice. */
final class Mutants {
    private static final String PROCESSING = "ProcessMessageFunction/src/main/java/ordermessage/process/";
    private static final String POSTING = "PostMessageFunction/src/main/java/ordermessage/post/";
    private static final String STORING = "libraries/storage-adapters/src/main/java/ordermessage/adapters/";

    static final List<Mutant> ALL = List.of(
            process(
                    "a record that failed counts as stored",
                    PROCESSING + "RecordProcessor.java",
                    "return Outcome.FAILED;",
                    "return Outcome.STORED;"),
            process(
                    "the failures of a batch are not reported",
                    PROCESSING + "ProcessMessageHandler.java",
                    "new SQSBatchResponse(failures)",
                    "new SQSBatchResponse(java.util.List.of())"),
            process(
                    "a record that was abandoned counts as stored",
                    PROCESSING + "BatchProcessor.java",
                    "if (future.isCancelled()) {",
                    "if (future.isCancelled()) { if (true) return Outcome.STORED;"),
            process(
                    "a message is acknowledged before it is indexed",
                    PROCESSING + "MessageStorage.java",
                    "var indexed = index.putIfAbsent(IndexEntry.of(archived, receivedAt, clock.instant())); // 2",
                    "var indexed = IndexEntry.of(archived, receivedAt, clock.instant());"
                            + "Thread.startVirtualThread(() -> index.putIfAbsent(indexed));"),
            process("an object that is there is replaced", STORING + "S3Archive.java", ".ifNoneMatch(\"*\")", ""),
            process(
                    "an item that is there is replaced",
                    STORING + "DynamoDbIndex.java",
                    "IndexItem.MESSAGE_ID + \")\"",
                    "IndexItem.MESSAGE_ID + \") OR attribute_exists(\" + IndexItem.MESSAGE_ID + \")\""),
            process(
                    "an object that is there is always a conflict",
                    PROCESSING + "MessageStorage.java",
                    "!archived.hasSameContentAs(message)",
                    "archived != message"),
            process(
                    "an object that is there is always a success",
                    STORING + "S3Archive.java",
                    "return Message.read(archived.read(message.key().archiveKey()));",
                    "return message;"),
            process(
                    "an item that is there is always a failure",
                    STORING + "DynamoDbIndex.java",
                    "return IndexItem.read(e.item());",
                    "throw e;"),
            process(
                    "what can never be stored is dropped",
                    PROCESSING + "RecordProcessor.java",
                    "deadLetters.send(letter);",
                    ""),
            process(
                    "a dead letter has no reason",
                    PROCESSING + "SqsDeadLetterQueue.java",
                    "attributes.put(\"reason\", string(letter.reason().toString()));",
                    ""),
            post(
                    "a message is accepted before it is enqueued",
                    POSTING + "MessageIntake.java",
                    "queue.enqueue(body);",
                    "Thread.startVirtualThread(() -> queue.enqueue(body));"),
            post(
                    "a message is accepted though it was not enqueued",
                    POSTING + "SqsMessageQueue.java",
                    "throw new QueueUnavailable(e);",
                    ""));

    private Mutants() {}

    /**
     * Runs the suite's short form against each.
     *
     * @param work an empty folder
     * @return the mistakes that it did not notice
     */
    static List<Mutant> unnoticed(FaultRun run, Path project, Path work) throws InterruptedException {
        var unnoticed = new ArrayList<Mutant>();
        for (var i = 0; i < ALL.size(); i++) {
            var mutant = ALL.get(i);
            var folder = work.resolve("mutant" + i);
            mutant.install(project, folder.resolve("artifacts"));
            var report = run.on(project, folder.resolve("artifacts"), folder.resolve("run"), line -> {});
            System.out.printf("| %s | %s |%n", mutant.mistake(), report.isClean() ? "NOT NOTICED" : counts(report));
            if (report.isClean()) {
                unnoticed.add(mutant);
            }
        }
        return unnoticed;
    }

    private static String counts(Report report) {
        var counts = report.findings().stream()
                .collect(Collectors.groupingBy(Finding::kind, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private static Mutant process(String mistake, String source, String original, String mutated) {
        return new Mutant(mistake, FaultyStack.PROCESS, source, original, mutated);
    }

    private static Mutant post(String mistake, String source, String original, String mutated) {
        return new Mutant(mistake, FaultyStack.POST, source, original, mutated);
    }
}
