package ordermessage.deadletters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * A queue in memory that shows hidden messages again before the receives that a test chooses. It returns messages again
 * before it returns new ones, which SQS may do. Only the newest receipt handle of a message is valid.
 */
final class RedeliveringQueue implements SqsClient {
    private final IntPredicate redeliversBefore;
    private final IntPredicate receivesNothing;
    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> receipts = new HashMap<>();
    private final List<Integer> visibilityTimeouts = new ArrayList<>();
    private int receives;
    private int failures;

    /**
     * A queue with messages.
     *
     * @param redeliversBefore the numbers of the receives before which it shows all messages again, from 1
     * @param receivesNothing the numbers of the receives that return no message, from 1
     */
    RedeliveringQueue(int size, IntPredicate redeliversBefore, IntPredicate receivesNothing) {
        this.redeliversBefore = redeliversBefore;
        this.receivesNothing = receivesNothing;
        for (var number = 0; number < size; number++) {
            var id = Integer.toString(number);
            messages.put(
                    id, Message.builder().messageId(id).body("letter " + id).build());
        }
    }

    /** Makes the next calls that change a visibility timeout fail: in turns with an exception and with an error. */
    synchronized void failChangesOfVisibility(int count) {
        failures = count;
    }

    synchronized int hidden() {
        return hidden.size();
    }

    synchronized int size() {
        return messages.size();
    }

    synchronized List<Integer> visibilityTimeouts() {
        return List.copyOf(visibilityTimeouts);
    }

    @Override
    public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        receives++;
        if (redeliversBefore.test(receives)) {
            hidden.clear();
        }
        if (receivesNothing.test(receives)) {
            return ReceiveMessageResponse.builder().build();
        }
        var ids = messages.keySet().stream()
                .filter(id -> !hidden.contains(id))
                .sorted(Comparator.comparing(id -> !receipts.containsKey(id)))
                .limit(request.maxNumberOfMessages())
                .toList();
        hidden.addAll(ids);
        ids.forEach(id -> receipts.put(id, id + " " + receives));
        return ReceiveMessageResponse.builder()
                .messages(ids.stream().map(this::delivery).toList())
                .build();
    }

    @Override
    public synchronized DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        if (isValid(request.receiptHandle())) {
            messages.remove(id(request.receiptHandle()));
            hidden.remove(id(request.receiptHandle()));
        }
        return DeleteMessageResponse.builder().build();
    }

    @Override
    public synchronized ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
            ChangeMessageVisibilityBatchRequest request) {
        if (failures > 0) {
            failures--;
            if (failures % 2 == 0) {
                throw new AssertionError("This call fails.");
            }
            throw new IllegalStateException("This call fails.");
        }
        request.entries().stream()
                .filter(entry -> isValid(entry.receiptHandle()))
                .forEach(entry -> {
                    visibilityTimeouts.add(entry.visibilityTimeout());
                    if (entry.visibilityTimeout() == 0) {
                        hidden.remove(id(entry.receiptHandle()));
                    }
                });
        return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {}

    private Message delivery(String id) {
        return messages.get(id).toBuilder().receiptHandle(receipts.get(id)).build();
    }

    private boolean isValid(String receipt) {
        return receipt.equals(receipts.get(id(receipt)));
    }

    private static String id(String receipt) {
        return receipt.substring(0, receipt.indexOf(' '));
    }
}
