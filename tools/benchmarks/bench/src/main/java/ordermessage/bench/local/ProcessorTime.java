package ordermessage.bench.local;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The processor time of each part of the stack.
 *
 * @param milliseconds by part: this process, which is the client, the runner, each function, and each engine
 */
record ProcessorTime(Map<String, Double> milliseconds) {
    /** Reads the times so far. A part has the times of all its processes that live. */
    static ProcessorTime of(JsonObject state) {
        var times = new LinkedHashMap<String, Double>();
        times.put("client", processorTime(ProcessHandle.current()));
        times.put("runner", processorTime(state.getAsJsonObject("runner")));
        for (var function : state.getAsJsonArray("functions")) {
            for (var process : function.getAsJsonObject().getAsJsonArray("processes")) {
                times.merge(
                        function.getAsJsonObject().get("id").getAsString(),
                        processorTime(process.getAsJsonObject()),
                        Double::sum);
            }
        }
        for (var engine : state.getAsJsonArray("engines")) {
            times.put(engine.getAsJsonObject().get("name").getAsString(), processorTime(engine.getAsJsonObject()));
        }
        return new ProcessorTime(times);
    }

    /** Returns what was used since an earlier reading. */
    ProcessorTime since(ProcessorTime earlier) {
        var used = new LinkedHashMap<>(milliseconds);
        used.replaceAll((part, time) -> time - earlier.milliseconds.getOrDefault(part, 0.0));
        return new ProcessorTime(used);
    }

    private static double processorTime(JsonObject process) {
        return ProcessHandle.of(process.get("pid").getAsLong())
                .map(ProcessorTime::processorTime)
                .orElse(0.0);
    }

    private static double processorTime(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e6;
    }
}
