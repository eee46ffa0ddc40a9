package ordermessage.bench;

import java.util.EnumMap;
import ordermessage.bench.Row.Unit;
import ordermessage.local.runtime.LambdaFunction;

/**
 * How long one message takes to be stored, and how long ten of one batch.
 *
 * @param subject what the figures are about: the batches, and how far away the engines are
 */
record Batches(BenchStack stage, Settings settings, Events events, Measurements measurements, String subject) {
    static final String ONE = "one message";
    static final String TEN = "ten messages of one batch";

    private static final int WARMING = 400;
    private static final int CALLS = 150;

    /** All rounds, the contestants in turn. */
    void run() {
        var functions = new EnumMap<Variant, LambdaFunction>(Variant.class);
        functions.put(Variant.SERVICE, stage.service(BenchStack.PROCESS, 1));
        functions.put(Variant.BASELINE, stage.baseline("S3DynamoDbWriteHandler", BenchStack.PROCESS, 1));
        if (settings.commands().containsKey(BenchStack.PROCESS)) {
            functions.put(
                    Variant.GIVEN, stage.given(settings.commands().get(BenchStack.PROCESS), BenchStack.PROCESS, 1));
        }
        try {
            functions.values().forEach(function -> new Invocations(function, () -> events.batch(10)).warm(WARMING));
            for (var round = 0; round < settings.rounds(); round++) {
                functions.forEach(this::round);
            }
        } finally {
            functions.values().forEach(LambdaFunction::close);
        }
    }

    private void round(Variant contestant, LambdaFunction function) {
        add(ONE, contestant, new Invocations(function, () -> events.batch(1)).time(CALLS));
        add(TEN, contestant, new Invocations(function, () -> events.batch(10)).time(CALLS));
    }

    private void add(String metric, Variant contestant, Samples samples) {
        measurements.add(new Row(subject, metric + ", p50", Unit.MILLISECONDS), contestant, samples.percentile(0.5));
    }
}
