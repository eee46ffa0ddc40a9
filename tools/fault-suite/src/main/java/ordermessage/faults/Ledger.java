package ordermessage.faults;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was sent to the service, and what it said to it. */
final class Ledger {
    private final Map<String, Queue<TestMessage>> accepted = new ConcurrentHashMap<>();
    private final Map<String, TestMessage> refused = new ConcurrentHashMap<>();
    private final Queue<Poison> poisons = new ConcurrentLinkedQueue<>();
    private final Queue<String> anomalies = new ConcurrentLinkedQueue<>();
    private final AtomicInteger posts = new AtomicInteger();

    /** A client has sent a POST. */
    void posted() {
        posts.incrementAndGet();
    }

    void accepted(TestMessage message) {
        accepted.computeIfAbsent(message.key(), key -> new ConcurrentLinkedQueue<>())
                .add(message);
    }

    void refused(TestMessage message) {
        refused.put(message.key(), message);
    }

    void enqueued(Poison poison) {
        poisons.add(poison);
    }

    /** The service did what it must never do, fault or no fault. */
    void anomaly(String what) {
        anomalies.add(what);
    }

    /** All POSTs, also those that failed. */
    int posts() {
        return posts.get();
    }

    /** What was answered with 202, by key. */
    Map<String, Collection<TestMessage>> accepted() {
        return Map.copyOf(accepted);
    }

    Collection<TestMessage> refused() {
        return refused.values();
    }

    List<Poison> poisons() {
        return List.copyOf(poisons);
    }

    List<String> anomalies() {
        return List.copyOf(anomalies);
    }
}
