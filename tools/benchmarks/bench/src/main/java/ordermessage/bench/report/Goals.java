package ordermessage.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import ordermessage.bench.report.Goal.Bound;
import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import ordermessage.bench.stack.BenchStack;
import ordermessage.bench.stack.ServiceFunction;

/** Compares the figures of a run with the performance goals of the service. */
public final class Goals {
    private static final double PRIMED_TO_WARM = 3;
    private static final double PRIMED_TO_NO_OP_AND_BARE_CALLS = 2;
    private static final double COLD_TO_PRIMED = 20;
    private static final double INIT_TO_NO_OP_INIT = 6;
    private static final double WARM_POST_TO_BARE_CALL = 1.4;
    private static final double WARM_GET_TO_BARE_CALL = 1.2;
    private static final double WARM_LIST_TO_BARE_CALLS = 1.6;
    private static final double P99_TO_BARE_CALL = 1.5;
    private static final double TEN_MESSAGES_TO_BARE_WRITES = 1.25;
    private static final double TEN_MESSAGES_TO_LATENCY = 3;
    private static final double DRAIN_TO_BARE_WRITES = 0.9;
    private static final double READABLE_TO_BARE_CALLS = 1.5;
    private static final double ARTIFACT_MEGABYTES = 14;
    private static final double MEMORY_MEGABYTES = 200;
    private static final double MEMORY_GROWTH = 1.1;

    private final Measurements measurements;

    public Goals(Measurements measurements) {
        this.measurements = measurements;
    }

    /** A value to compare. It is empty if a figure that it needs was not measured. */
    @FunctionalInterface
    private interface Quantity {
        OptionalDouble value();
    }

    /** Returns all goals whose figures were measured. */
    public List<Goal> all() {
        var goals = new ArrayList<Goal>();
        for (var function : ServiceFunction.values()) {
            addStartup(function, goals);
        }
        addWarm(ServiceFunction.POST, WARM_POST_TO_BARE_CALL, goals);
        addWarm(ServiceFunction.GET, WARM_GET_TO_BARE_CALL, goals);
        addWarm(ServiceFunction.LIST, WARM_LIST_TO_BARE_CALLS, goals);
        addBatches(goals);
        addPipeline(goals);
        for (var function : ServiceFunction.values()) {
            addSize(function, goals);
        }
        addGiven(goals);
        return goals;
    }

    /**
     * Returns lines that put the startup goals into context. For a handler that does nothing, a line has the ratio of the first
     * request to a warm request. Such a handler has nothing to prime.
     */
    public List<String> comparison() {
        var lines = new ArrayList<String>();
        for (var function : ServiceFunction.values()) {
            var target = BenchmarkTarget.of(function);
            var first = baseline(target, Metric.NO_OP_FIRST_REQUEST).value();
            var warm = baseline(target, Metric.NO_OP_WARM_P50).value();
            if (first.isPresent() && warm.isPresent()) {
                lines.add(String.format(
                        Locale.ROOT,
                        "beside   %s's event to a handler that does nothing: first request / warm p50 %9.2f",
                        function,
                        first.getAsDouble() / warm.getAsDouble()));
            }
        }
        return lines;
    }

    private void addStartup(ServiceFunction function, List<Goal> goals) {
        var target = BenchmarkTarget.of(function);
        var primed = service(target, Metric.FIRST_REQUEST_PRIMED);
        var warm = service(target, Metric.WARM_P50);
        var init = service(target, Metric.INIT);
        var cold = sum(init, service(target, Metric.FIRST_REQUEST_UNPRIMED));
        var noOpInit = baseline(target, Metric.INIT);
        addAtMost(function + ": first request after priming / warm p50", primed, warm, PRIMED_TO_WARM, goals);
        addAtMost(
                function + ": first request after priming / that of a handler that does nothing and the bare calls",
                primed,
                sum(baseline(target, Metric.NO_OP_FIRST_REQUEST), baseline(target, Metric.WARM_P50)),
                PRIMED_TO_NO_OP_AND_BARE_CALLS,
                goals);
        addAtLeast(
                function + ": init and first request without priming / first request after priming",
                cold,
                primed,
                COLD_TO_PRIMED,
                goals);
        addAtMost(function + ": init / init of a bare handler", init, noOpInit, INIT_TO_NO_OP_INIT, goals);
    }

    private void addWarm(ServiceFunction function, double p50Limit, List<Goal> goals) {
        addBareCall(function, Metric.WARM_P50, p50Limit, goals);
        addBareCall(function, Metric.WARM_P99, P99_TO_BARE_CALL, goals);
    }

    private void addBareCall(ServiceFunction function, Metric metric, double limit, List<Goal> goals) {
        var target = BenchmarkTarget.of(function);
        addAtMost(
                function + ": " + metric + " / that of the bare call",
                service(target, metric),
                baseline(target, metric),
                limit,
                goals);
    }

    private void addBatches(List<Goal> goals) {
        addAtMost(
                "Ten messages of a batch / ten bare writes in parallel",
                service(BenchmarkTarget.BATCHES, Metric.TEN_MESSAGES_P50),
                baseline(BenchmarkTarget.BATCHES, Metric.TEN_MESSAGES_P50),
                TEN_MESSAGES_TO_BARE_WRITES,
                goals);
        addAtMost(
                "Ten messages of a batch / the engines' latency",
                service(BenchmarkTarget.BATCHES_WITH_DISTANT_ENGINES, Metric.TEN_MESSAGES_P50),
                constant((double) BenchStack.DISTANT_ENGINES_LATENCY.toMillis()),
                TEN_MESSAGES_TO_LATENCY,
                goals);
    }

    private void addPipeline(List<Goal> goals) {
        addAtLeast(
                "Drain with 2 processes / bare writes of 2 processes",
                service(BenchmarkTarget.PIPELINE, Metric.DRAIN_RATE_2_PROCESSES),
                baseline(BenchmarkTarget.PIPELINE, Metric.BARE_WRITE_RATE_2_PROCESSES),
                DRAIN_TO_BARE_WRITES,
                goals);
        addAtMost(
                "From 202 to readable, p50 / sum of the bare calls on the way",
                service(BenchmarkTarget.PIPELINE, Metric.ACCEPTED_TO_READABLE_P50),
                baseline(BenchmarkTarget.PIPELINE, Metric.ACCEPTED_TO_READABLE_P50),
                READABLE_TO_BARE_CALLS,
                goals);
    }

    private void addSize(ServiceFunction function, List<Goal> goals) {
        var target = BenchmarkTarget.of(function);
        var one = constant(1);
        var memory = service(target, Metric.MEMORY_AFTER_10_000_REQUESTS);
        var laterMemory = service(target, Metric.MEMORY_AFTER_20_000_REQUESTS);
        addAtMost(
                function + ": MB of the artifact",
                service(target, Metric.ARTIFACT_SIZE),
                one,
                ARTIFACT_MEGABYTES,
                goals);
        addAtMost(function + ": MB of memory after 20,000 requests", laterMemory, one, MEMORY_MEGABYTES, goals);
        addAtMost(
                function + ": memory after 20,000 requests / after 10,000", laterMemory, memory, MEMORY_GROWTH, goals);
    }

    /** The service is ahead of the given programs. */
    private void addGiven(List<Goal> goals) {
        for (var function : ServiceFunction.values()) {
            addGiven(BenchmarkTarget.of(function), Metric.WARM_P50, goals);
            addGiven(BenchmarkTarget.of(function), Metric.WARM_P99, goals);
        }
        addGiven(BenchmarkTarget.BATCHES, Metric.TEN_MESSAGES_P50, goals);
    }

    private void addGiven(BenchmarkTarget target, Metric metric, List<Goal> goals) {
        addAtMost(
                target + ": " + metric + " / that of the given program",
                service(target, metric),
                () -> measurements.median(target, metric, Variant.CUSTOM),
                1,
                goals);
    }

    private static void addAtMost(String text, Quantity value, Quantity reference, double limit, List<Goal> goals) {
        addRatio(text, value, reference, Bound.AT_MOST, limit, goals);
    }

    private static void addAtLeast(String text, Quantity value, Quantity reference, double limit, List<Goal> goals) {
        addRatio(text, value, reference, Bound.AT_LEAST, limit, goals);
    }

    private static void addRatio(
            String text, Quantity numerator, Quantity denominator, Bound bound, double limit, List<Goal> goals) {
        var value = numerator.value();
        var reference = denominator.value();
        if (value.isPresent() && reference.isPresent()) {
            goals.add(new Goal(text, value.getAsDouble() / reference.getAsDouble(), bound, limit));
        }
    }

    private Quantity service(BenchmarkTarget target, Metric metric) {
        return () -> measurements.median(target, metric, Variant.SERVICE);
    }

    private Quantity baseline(BenchmarkTarget target, Metric metric) {
        return () -> measurements.median(target, metric, Variant.BASELINE);
    }

    private static Quantity constant(double value) {
        return () -> OptionalDouble.of(value);
    }

    private static Quantity sum(Quantity one, Quantity other) {
        return () -> {
            var first = one.value();
            var second = other.value();
            return first.isPresent() && second.isPresent()
                    ? OptionalDouble.of(first.getAsDouble() + second.getAsDouble())
                    : OptionalDouble.empty();
        };
    }
}
