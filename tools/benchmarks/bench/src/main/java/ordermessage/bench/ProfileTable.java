package ordermessage.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/**
 * Processor time of a function by thread, and samples of its Java code by whose work it is and by how it runs.
 *
 * @param first of first requests
 * @param warm of warm ones
 */
record ProfileTable(String function, Column first, Column warm) {
    /** Whose work a sample is: the first of these that its stack leads to. What the JDK does is its caller's. */
    private static final Map<String, String> OWNERS = Map.of(
            "com.amazonaws.services.lambda.", "Lambda's runtime client",
            "software.amazon.awssdk.", "the SDK",
            "org.apache.hc.", "Apache's HTTP client",
            "com.google.gson.", "Gson",
            "com.networknt.", "the JSON Schema validator",
            "com.fasterxml.", "Jackson",
            "software.amazon.lambda.", "Powertools",
            "ordermessage.", "the service");

    ProfileTable(String function) {
        this(function, new Column(), new Column());
    }

    /** In Markdown. */
    String text() {
        var text = new StringBuilder(
                "| %s | first request, primed | warm request |%n|---|---:|---:|%n".formatted(function));
        milliseconds(text, "time to the answer", column -> column.elapsed);
        for (var layer : Layer.values()) {
            milliseconds(text, "of it: " + layer, column -> column.own(layer));
        }
        milliseconds(text, "processor time, Java", column -> column.java);
        milliseconds(text, "processor time, compilers", column -> column.compilers);
        milliseconds(text, "processor time, garbage collector and the rest of the JVM", column -> column.rest);
        percent(text, "of Java: run by the interpreter", column -> column.interpreted);
        var owners = new TreeSet<>(first.byOwner.keySet());
        owners.addAll(warm.byOwner.keySet());
        owners.forEach(
                owner -> percent(text, "of Java: work of " + owner, column -> column.byOwner.getOrDefault(owner, 0)));
        return text.append("| requests, samples | %d, %d | %d, %d |%n"
                        .formatted(first.requests, first.samples, warm.requests, warm.samples))
                .toString();
    }

    private void milliseconds(StringBuilder text, String name, ToDoubleFunction<Column> sum) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms |%n",
                name,
                sum.applyAsDouble(first) / first.requests,
                sum.applyAsDouble(warm) / warm.requests));
    }

    private void percent(StringBuilder text, String name, ToDoubleFunction<Column> samples) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f %% | %.0f %% |%n",
                name,
                100 * samples.applyAsDouble(first) / first.samples,
                100 * samples.applyAsDouble(warm) / warm.samples));
    }

    /** What was seen of some requests. */
    static final class Column {
        private final Map<String, Integer> byOwner = new TreeMap<>();
        private final Map<Layer, Double> byLayer = new EnumMap<>(Layer.class);
        private int requests;
        private double elapsed;
        private double java;
        private double compilers;
        private double rest;
        private int samples;
        private int interpreted;

        /** @param processorTime in milliseconds, by thread */
        void add(int more, Instant begin, Instant end, Map<String, Double> processorTime) {
            requests += more;
            elapsed += Duration.between(begin, end).toNanos() / 1e6;
            processorTime.forEach((thread, time) -> {
                switch (thread) {
                    case "C1 CompilerThre", "C2 CompilerThre" -> compilers += time;
                    case String jvm when jvm.startsWith("VM ") || jvm.startsWith("JFR ") -> rest += time;
                    default -> java += time;
                }
            });
        }

        void add(RecordedEvent event) {
            Layer.of(event)
                    .ifPresent(layer -> byLayer.merge(layer, event.getDuration().toNanos() / 1e6, Double::sum));
            if (event.getEventType().getName().equals("jdk.CPUTimeSample") && event.getStackTrace() != null) {
                addSample(event);
            }
        }

        /** Without what the layers below took. Engines are called one after the other, so times add up. */
        private double own(Layer layer) {
            return switch (layer) {
                case RUNTIME -> elapsed - within(Layer.JSON) - within(Layer.SERVICE);
                case SERVICE -> within(Layer.SERVICE) - within(Layer.SDK);
                case SDK -> within(Layer.SDK) - within(Layer.ENGINE);
                case JSON, ENGINE -> within(layer);
            };
        }

        private double within(Layer layer) {
            return byLayer.getOrDefault(layer, 0.0);
        }

        private void addSample(RecordedEvent sample) {
            samples++;
            var frames = sample.getStackTrace().getFrames();
            if (frames.getFirst().getType().equals("Interpreted")) {
                interpreted++;
            }
            var owner = frames.stream()
                    .map(Column::owner)
                    .filter(name -> !name.isEmpty())
                    .findFirst();
            byOwner.merge(owner.orElse("the JDK alone"), 1, Integer::sum);
        }

        private static String owner(RecordedFrame frame) {
            var type = frame.getMethod().getType().getName();
            return OWNERS.entrySet().stream()
                    .filter(owner -> type.startsWith(owner.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }
}
