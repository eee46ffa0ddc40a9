package ordermessage.bench;

import java.util.EnumMap;
import java.util.Map;
import ordermessage.bench.Row.Unit;
import ordermessage.local.runtime.LambdaFunction;

/** How long a function takes that has been called often, with one client, and how much memory it holds then. */
record Warm(BenchStack stage, Settings settings, Measurements measurements) {
    static final String P50 = "warm p50";
    static final String P99 = "warm p99";
    static final String LOG = "log of a request";
    static final String MEMORY = "memory (RSS) after 10,000 requests";
    static final String MEMORY_LATER = "memory (RSS) after 20,000 requests";

    private static final int WARMING = 4_000;
    private static final int CALLS = 1_000;
    private static final int ENOUGH = 10_000;

    /** By so much fewer calls are made when each takes long: their compilers have had the time by then. */
    private static final int FEWER = 4;

    /** All rounds, the contestants in turn. */
    void run(Subject subject) {
        var functions = deploy(subject);
        try {
            functions.forEach(
                    (contestant, function) -> new Invocations(function, subject.events()).warm(calls(WARMING)));
            for (var round = 0; round < settings.rounds(); round++) {
                functions.forEach((contestant, function) -> round(subject, contestant, function));
            }
            functions.remove(Variant.BASELINE).close();
            functions.forEach((contestant, function) -> weigh(subject, contestant, function));
        } finally {
            functions.values().forEach(LambdaFunction::close);
        }
    }

    private Map<Variant, LambdaFunction> deploy(Subject subject) {
        var functions = new EnumMap<Variant, LambdaFunction>(Variant.class);
        functions.put(Variant.SERVICE, stage.service(subject.function(), 1));
        functions.put(Variant.BASELINE, stage.baseline(subject.baseline(), subject.function(), 1));
        if (settings.commands().containsKey(subject.function())) {
            functions.put(
                    Variant.GIVEN, stage.given(settings.commands().get(subject.function()), subject.function(), 1));
        }
        return functions;
    }

    private void round(Subject subject, Variant contestant, LambdaFunction function) {
        var samples = new Invocations(function, subject.events()).time(calls(CALLS));
        add(subject, P50, Unit.MILLISECONDS, contestant, samples.percentile(0.50));
        add(subject, P99, Unit.MILLISECONDS, contestant, samples.percentile(0.99));
    }

    /** What a call logs; the last lines may still be on their way, which are few of many. */
    private void logged(Subject subject, Variant contestant, Invocations calls) {
        var before = stage.logged();
        calls.warm(calls(CALLS));
        add(subject, LOG, Unit.BYTES, contestant, (double) (stage.logged() - before) / calls(CALLS));
    }

    private int calls(int most) {
        return settings.engineLatency().isZero() ? most : most / FEWER;
    }

    private void weigh(Subject subject, Variant contestant, LambdaFunction function) {
        var calls = new Invocations(function, subject.events());
        logged(subject, contestant, calls);
        if (!settings.engineLatency().isZero()) {
            // Memory does not depend on how far away the engines are.
            return;
        }
        var process = ProcessFacts.of(function);
        calls.warm(Math.max(0, ENOUGH - WARMING - (settings.rounds() + 1) * CALLS));
        add(subject, MEMORY, Unit.MEGABYTES, contestant, process.residentMegabytes());
        calls.warm(ENOUGH);
        add(subject, MEMORY_LATER, Unit.MEGABYTES, contestant, process.residentMegabytes());
    }

    private void add(Subject subject, String metric, Unit unit, Variant contestant, double value) {
        measurements.add(new Row(subject.function(), metric, unit), contestant, value);
    }
}
