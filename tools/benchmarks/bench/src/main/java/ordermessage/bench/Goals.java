package ordermessage.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import ordermessage.bench.Goal.Bound;
import ordermessage.bench.Row.Unit;

/** The goals that the service has set itself, of whatever was measured. */
record Goals(Measurements measurements) {
    /** The distance of the engines at which a batch is measured, in milliseconds. */
    static final int FAR = 10;

    static final String NEAR_BATCHES = "Batches";
    static final String FAR_BATCHES = "Batches, engines %d ms away".formatted(FAR);
    static final String ARTIFACT = "artifact, unzipped";

    private static final double SLOWER_THAN_WARM = 3;
    private static final double FASTER_THAN_COLD = 20;
    private static final double INIT = 6;
    private static final double TAIL = 2;
    private static final double BATCH = 3;
    private static final double DRAIN = 0.7;
    private static final double READABLE = 5;
    private static final double ARTIFACT_MEGABYTES = 20;
    private static final double MEMORY_MEGABYTES = 200;
    private static final double FLAT = 1.1;

    /**
     * What stands beside the goals: how much slower than a warm one the first request of a handler is that does nothing,
     * and so has nothing to prime.
     */
    List<String> comparison() {
        return List.of(BenchStack.POST, BenchStack.GET, BenchStack.PROCESS).stream()
                .flatMap(function -> baseline(function, Starts.FIRST_BARE, Unit.MILLISECONDS)
                        .flatMap(first -> baseline(function, Starts.WARM_BARE, Unit.MILLISECONDS)
                                .map(warm -> String.format(
                                        Locale.ROOT,
                                        "beside   %s's event to a handler that does nothing: first request / warm p50 %9.2f",
                                        function,
                                        first / warm)))
                        .stream())
                .toList();
    }

    /** Those whose figures are there. */
    List<Goal> all() {
        var goals = new ArrayList<Goal>();
        for (var function : List.of(BenchStack.POST, BenchStack.GET, BenchStack.PROCESS)) {
            ofStarts(function, goals);
        }
        ofWarm(BenchStack.POST, 1.6, goals);
        ofWarm(BenchStack.GET, 1.5, goals);
        ofBatches(goals);
        ofPipeline(goals);
        for (var function : List.of(BenchStack.POST, BenchStack.GET, BenchStack.PROCESS)) {
            ofSize(function, goals);
        }
        return goals;
    }

    private void ofStarts(String function, List<Goal> goals) {
        var primed = service(function, Starts.FIRST_PRIMED, Unit.MILLISECONDS);
        var warm = service(function, Warm.P50, Unit.MILLISECONDS);
        var init = service(function, Starts.INIT, Unit.MILLISECONDS);
        var cold = service(function, Starts.FIRST_UNPRIMED, Unit.MILLISECONDS)
                .flatMap(first -> init.map(before -> before + first));
        var bare = baseline(function, Starts.INIT, Unit.MILLISECONDS);
        atMost(function + ": first request after priming / warm p50", primed, warm, SLOWER_THAN_WARM, goals);
        ratio(
                function + ": init and first request without priming / first request after it",
                cold,
                primed,
                Bound.AT_LEAST,
                FASTER_THAN_COLD,
                goals);
        atMost(function + ": init / init of a bare handler", init, bare, INIT, goals);
    }

    private void ofWarm(String function, double limit, List<Goal> goals) {
        againstBareCall(function, Warm.P50, limit, goals);
        againstBareCall(function, Warm.P99, TAIL, goals);
    }

    private void againstBareCall(String function, String metric, double limit, List<Goal> goals) {
        atMost(
                function + ": " + metric + " / that of the bare call",
                service(function, metric, Unit.MILLISECONDS),
                baseline(function, metric, Unit.MILLISECONDS),
                limit,
                goals);
    }

    private void ofBatches(List<Goal> goals) {
        var one = service(NEAR_BATCHES, Batches.ONE + ", p50", Unit.MILLISECONDS);
        var ten = service(NEAR_BATCHES, Batches.TEN + ", p50", Unit.MILLISECONDS);
        var far = service(FAR_BATCHES, Batches.TEN + ", p50", Unit.MILLISECONDS);
        atMost("Ten messages of a batch / one message", ten, one, BATCH, goals);
        atMost("Ten messages of a batch / the engines' latency", far, Optional.of((double) FAR), BATCH, goals);
    }

    private void ofPipeline(List<Goal> goals) {
        ratio(
                "Drain with 2 processes / bare writes of 2 processes",
                service(Pipeline.SUBJECT, Pipeline.drain(2), Unit.PER_SECOND),
                baseline(Pipeline.SUBJECT, Pipeline.WRITES, Unit.PER_SECOND),
                Bound.AT_LEAST,
                DRAIN,
                goals);
        atMost(
                "From 202 to readable, p50 / sum of the bare calls on the way",
                service(Pipeline.SUBJECT, Pipeline.READABLE, Unit.MILLISECONDS),
                baseline(Pipeline.SUBJECT, Pipeline.READABLE, Unit.MILLISECONDS),
                READABLE,
                goals);
    }

    private void ofSize(String function, List<Goal> goals) {
        var one = Optional.of(1.0);
        var memory = service(function, Warm.MEMORY, Unit.MEGABYTES);
        var later = service(function, Warm.MEMORY_LATER, Unit.MEGABYTES);
        atMost(
                function + ": MB of the artifact",
                service(function, ARTIFACT, Unit.MEGABYTES),
                one,
                ARTIFACT_MEGABYTES,
                goals);
        atMost(function + ": MB of memory after 10,000 requests", memory, one, MEMORY_MEGABYTES, goals);
        atMost(function + ": memory after 20,000 requests / after 10,000", later, memory, FLAT, goals);
    }

    private static void atMost(
            String text, Optional<Double> value, Optional<Double> reference, double limit, List<Goal> goals) {
        ratio(text, value, reference, Bound.AT_MOST, limit, goals);
    }

    private static void ratio(
            String text,
            Optional<Double> value,
            Optional<Double> reference,
            Bound bound,
            double limit,
            List<Goal> goals) {
        value.flatMap(reached -> reference.map(unit -> new Goal(text, reached / unit, bound, limit)))
                .ifPresent(goals::add);
    }

    private Optional<Double> service(String subject, String metric, Unit unit) {
        return measurements.median(subject, metric, unit, Variant.SERVICE);
    }

    private Optional<Double> baseline(String subject, String metric, Unit unit) {
        return measurements.median(subject, metric, unit, Variant.BASELINE);
    }
}
