package ordermessage.faults.traffic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Records what the clients sent, and how the service answered. It can be used by many threads. */
public final class TrafficRecorder {
    private final Map<String, Queue<TestMessage>> accepted = new ConcurrentHashMap<>();
    private final Queue<TestMessage> stored = new ConcurrentLinkedQueue<>();
    private final Queue<TestMessage> conflicts = new ConcurrentLinkedQueue<>();
    private final Map<String, TestMessage> refused = new ConcurrentHashMap<>();
    private final Queue<PoisonRecord> poisonRecords = new ConcurrentLinkedQueue<>();
    private final Queue<String> anomalies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posts = new AtomicInteger();

    /** Records that a client sends a POST. */
    public void recordPost() {
        posts.incrementAndGet();
    }

    /** Records that the service answered 202 to a message. */
    public void recordAccepted(TestMessage message) {
        accepted.computeIfAbsent(message.key(), key -> new ConcurrentLinkedQueue<>())
                .add(message);
    }

    /** Records that the service answered 200 to a message: it says that this content is stored. */
    public void recordStored(TestMessage message) {
        recordAccepted(message);
        stored.add(message);
    }

    /** Records that the service answered 409 to a message: it says that different content is stored under its key. */
    public void recordConflict(TestMessage message) {
        conflicts.add(message);
    }

    /** Records that the service refused a message: its answer was none of 200, 202, 409 and 5xx. */
    public void recordRefused(TestMessage message) {
        refused.put(message.key(), message);
    }

    /** Records that the queue has taken a poison record. */
    public void recordPoison(PoisonRecord poison) {
        poisonRecords.add(poison);
    }

    /** Records an event that must not happen, not even during faults. */
    public void recordAnomaly(String description) {
        anomalies.add(description);
    }

    /** Returns the number of POSTs, with the failed ones. */
    public int posts() {
        return posts.get();
    }

    /** Returns the messages that the service answered with 202 or 200, by {@link TestMessage#key()}. */
    public Map<String, Collection<TestMessage>> accepted() {
        return Map.copyOf(accepted);
    }

    /** Returns the messages that the service answered with 200. */
    public List<TestMessage> stored() {
        return List.copyOf(stored);
    }

    /** Returns the messages that the service answered with 409. */
    public List<TestMessage> conflicts() {
        return List.copyOf(conflicts);
    }

    public Collection<TestMessage> refused() {
        return refused.values();
    }

    public List<PoisonRecord> poisonRecords() {
        return List.copyOf(poisonRecords);
    }

    public List<String> anomalies() {
        return List.copyOf(anomalies);
    }
}
