package ordermessage.local.console;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import ordermessage.local.runtime.InvocationListener;
import ordermessage.local.runtime.Outcome;

/** The statistics of a function since the start: its invocations, and the outcomes in its log lines. */
final class FunctionStatistics implements InvocationListener {
    /** A function chooses its outcomes, so their number has a limit. */
    private static final int MAX_OUTCOMES = 50;

    private final Latencies latencies;
    private final Latencies ages;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private long invocations;
    private long failed;
    private long waited;

    FunctionStatistics(InstantSource clock) {
        latencies = new Latencies(clock);
        ages = new Latencies(clock);
    }

    @Override
    public synchronized void waits() {
        waited++;
    }

    @Override
    public void starts(int concurrent) {}

    @Override
    public synchronized void ends(Duration duration, Outcome outcome) {
        invocations++;
        if (outcome instanceof Outcome.Failed) {
            failed++;
        }
        latencies.add(duration.toNanos() / 1e6);
    }

    /** Counts the outcome of a log line. */
    synchronized void add(LogLine line) {
        line.string(LogLine.OUTCOME)
                .filter(outcome -> outcomes.containsKey(outcome) || outcomes.size() < MAX_OUTCOMES)
                .ifPresent(outcome -> outcomes.merge(outcome, 1L, Long::sum));
        line.number(LogLine.AGE).ifPresent(ages::add);
    }

    synchronized JsonObject json() {
        var json = new JsonObject();
        json.addProperty("count", invocations);
        json.addProperty("failed", failed);
        json.addProperty("waited", waited);
        latencies.addTo(json);
        var counts = new JsonObject();
        outcomes.forEach(counts::addProperty);
        json.add("outcomes", counts);
        var age = new JsonObject();
        ages.addTo(age);
        json.add("age", age);
        return json;
    }
}
