package ordermessage.local.console;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import ordermessage.local.engine.Engine;
import ordermessage.local.engine.Engine.State;
import ordermessage.local.fault.StoreFault;
import ordermessage.local.process.ProcessMemory;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.LambdaFunction;

/** Makes the snapshots that the page shows: the state of the stack, and the messages that have changed. */
final class Snapshots {
    /** The time for which pages that are open at the same time share the state of the stack. */
    private static final long SHARED_MILLISECONDS = 250;

    /** The time between two counts of the queues. A count takes most of the time of a snapshot, here and in the engine. */
    private static final long COUNTED_MILLISECONDS = 1000;

    private final LiveStack live;
    private final Activity activity;
    private final Traffic traffic;
    private final QueueCounts queues;
    private String state = "";
    private long madeAt = now() - SHARED_MILLISECONDS;
    private JsonArray counts = new JsonArray();
    private long countedAt = now() - COUNTED_MILLISECONDS;

    /**
     * A snapshot.
     *
     * @param json the JSON text, in one line
     * @param change the number of the last change of a message, for the next snapshot
     * @param changed how many messages the snapshot has
     */
    record Snapshot(String json, long change, int changed) {}

    Snapshots(LiveStack live, Activity activity, Traffic traffic) {
        this.live = live;
        this.activity = activity;
        this.traffic = traffic;
        queues = new QueueCounts(live.clients().sqs());
    }

    /**
     * Makes a snapshot.
     *
     * @param since the change number of the snapshot before; 0 for all messages
     */
    synchronized Snapshot after(long since) {
        if (now() - madeAt >= SHARED_MILLISECONDS) {
            state = state().toString();
            madeAt = now();
        }
        var messages = new JsonArray();
        var change = activity.messages().addChanged(messages, since);
        // The messages become the last member of the state, whose text is made only once for all pages.
        var json = state.substring(0, state.length() - 1) + ",\"messages\":" + messages + "}";
        return new Snapshot(json, change, messages.size());
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private JsonObject state() {
        var json = new JsonObject();
        json.addProperty("at", System.currentTimeMillis());
        json.add("gateway", activity.gateway().json());
        json.add("functions", functions());
        json.add("queues", queues());
        json.add("engines", engines());
        json.addProperty("consumer", consumer());
        json.add("faults", faults());
        json.add("alarms", alarms());
        json.add("companies", activity.companies().json());
        json.add("runner", process(ProcessHandle.current().pid()));
        json.addProperty("job", traffic.job());
        return json;
    }

    private JsonArray functions() {
        var all = new JsonArray();
        for (var function : live.functions()) {
            var json = activity.statistics(function.name()).json();
            json.addProperty("id", function.name());
            json.addProperty("ended", function.ended());
            json.addProperty("limit", function.limit());
            json.add("processes", processes(function));
            all.add(json);
        }
        return all;
    }

    private static JsonArray processes(LambdaFunction function) {
        var all = new JsonArray();
        for (var sandbox : function.sandboxes()) {
            var json = process(sandbox.pid());
            json.addProperty("state", sandbox.state().name());
            all.add(json);
        }
        return all;
    }

    private JsonArray queues() {
        if (now() - countedAt >= COUNTED_MILLISECONDS) {
            countedAt = now();
            counts = counted();
        }
        return counts;
    }

    private JsonArray counted() {
        var all = new JsonArray();
        for (var queue : live.stack().queues()) {
            var json = live.engines().sqs().state() == State.RUNNING
                    ? queues.of(live.queueUrl().apply(queue.logicalId()))
                    : new JsonObject();
            json.addProperty("id", queue.logicalId());
            all.add(json);
        }
        return all;
    }

    private JsonArray engines() {
        var all = new JsonArray();
        var engines = live.engines();
        for (var engine : List.of(engines.sqs(), engines.dynamoDb(), engines.s3())) {
            all.add(engine(engine));
        }
        return all;
    }

    private static JsonObject engine(Engine engine) {
        var json = process(engine.pid());
        json.addProperty("service", engine.service());
        json.addProperty("name", engine.name());
        json.addProperty("state", engine.state().name());
        json.addProperty("restarts", engine.restarts());
        return json;
    }

    private static JsonObject process(long pid) {
        var json = new JsonObject();
        json.addProperty("pid", pid);
        ProcessMemory.of(pid).ifPresent(bytes -> json.addProperty("memory", bytes));
        return json;
    }

    private String consumer() {
        if (live.mappings().stream().noneMatch(EventSourceMapping::isPaused)) {
            return "on";
        }
        return live.mappings().stream().anyMatch(EventSourceMapping::isWorking) ? "stopping" : "off";
    }

    private JsonObject faults() {
        var json = new JsonObject();
        for (var fault : StoreFault.values()) {
            json.addProperty(fault.id(), live.faults().isOn(fault));
        }
        return json;
    }

    private JsonArray alarms() {
        var all = new JsonArray();
        for (var alarm : live.monitor().alarms()) {
            var json = new JsonObject();
            json.addProperty("id", alarm.alarm());
            json.addProperty("state", alarm.state().name());
            json.addProperty("since", alarm.since().toEpochMilli());
            json.addProperty("reason", alarm.reason());
            all.add(json);
        }
        return all;
    }
}
