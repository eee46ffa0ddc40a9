package ordermessage.bench;

import java.util.List;
import java.util.function.Supplier;
import ordermessage.bench.Row.Unit;
import ordermessage.local.runtime.LambdaFunction;

/** How long a function takes from the start of its process to its first answer, and what SnapStart leaves of that. */
record Starts(BenchStack stage, Settings settings, Measurements measurements) {
    static final String INIT = "init";
    static final String FIRST_UNPRIMED = "first request, not primed";
    static final String FIRST_PRIMED = "first request, primed";
    static final String FIRST_COLLECTED = "first request, primed, garbage collected before the snapshot";
    static final String SECOND_PRIMED = "second request, primed";
    static final String FIRST_BARE = "first request of a handler that does nothing";
    static final String WARM_BARE = "warm p50 of a handler that does nothing";

    /** A start that is primed, as the runtime has it without the option in the template. */
    private static final List<String> COLLECTED = List.of("-XX:-DisableExplicitGC");

    /** How often a primed function starts in a round: its first request comes but once, and is what all this is about. */
    private static final int STARTS = 3;

    private static final int WARMING = 1_000;
    private static final int CALLS = 300;
    private static final String PRIMING = "init and priming, once a version";
    private static final String LOADED = "classes loaded by the first request, not primed";

    /** One round. */
    void run(Subject subject) {
        var function = subject.function();
        start(subject, Variant.SERVICE, FIRST_UNPRIMED, INIT, () -> stage.unprimed(function));
        for (var start = 0; start < STARTS; start++) {
            start(subject, Variant.SERVICE, FIRST_PRIMED, PRIMING, () -> stage.service(function, 1));
            start(subject, Variant.SERVICE, FIRST_COLLECTED, "", () -> stage.service(function, COLLECTED));
        }
        bareHandler(subject);
        start(subject, Variant.BASELINE, FIRST_UNPRIMED, "", () -> stage.unprimedFloor(subject.baseline(), function));
        if (settings.commands().containsKey(function)) {
            var program = settings.commands().get(function);
            start(subject, Variant.GIVEN, FIRST_UNPRIMED, INIT, () -> stage.given(program, function, 1));
        }
    }

    /** What a JVM with Lambda's runtime takes, and how it is with a handler that leaves nothing to prime. */
    private void bareHandler(Subject subject) {
        try (var function = stage.unprimedFloor("NoOpHandler", subject.function())) {
            var begun = System.nanoTime();
            function.warm();
            add(subject, INIT, Variant.BASELINE, (System.nanoTime() - begun) / 1e6);
            var calls = new Invocations(function, subject.events());
            add(subject, FIRST_BARE, Variant.BASELINE, calls.once());
            calls.warm(WARMING);
            add(subject, WARM_BARE, Variant.BASELINE, calls.time(CALLS).percentile(0.5));
        }
    }

    private void start(
            Subject subject, Variant contestant, String first, String init, Supplier<LambdaFunction> deployment) {
        try (var function = deployment.get()) {
            var begun = System.nanoTime();
            function.warm();
            var initialized = (System.nanoTime() - begun) / 1e6;
            var calls = new Invocations(function, subject.events());
            add(subject, init, contestant, initialized);
            add(subject, first, contestant, calls.once());
            if (first.equals(FIRST_PRIMED)) {
                add(subject, SECOND_PRIMED, contestant, calls.once());
            }
            if (first.equals(FIRST_UNPRIMED)) {
                ProcessFacts.of(function)
                        .loadedClasses()
                        .ifPresent(classes -> measurements.add(
                                new Row(subject.function(), LOADED, Unit.CLASSES), contestant, classes));
            }
        }
    }

    private void add(Subject subject, String metric, Variant contestant, double milliseconds) {
        if (!metric.isEmpty()) {
            measurements.add(new Row(subject.function(), metric, Unit.MILLISECONDS), contestant, milliseconds);
        }
    }
}
