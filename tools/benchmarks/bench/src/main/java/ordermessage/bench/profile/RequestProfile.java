package ordermessage.bench.profile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;

/** The profile of one function: a column for the first request after priming, and a column for warm requests. */
final class RequestProfile {
    /**
     * Names of libraries by the prefix of their classes. A sample belongs to the library of the first frame of its stack that
     * matches, from the innermost frame outwards. So the work of the JDK belongs to the library that calls the JDK.
     */
    private static final Map<String, String> LIBRARIES = Map.of(
            "com.amazonaws.services.lambda.", "Lambda's runtime client",
            "software.amazon.awssdk.", "the SDK",
            "org.apache.hc.", "Apache's HTTP client",
            "com.google.gson.", "Gson",
            "com.networknt.", "the JSON Schema validator",
            "com.fasterxml.", "Jackson",
            "software.amazon.lambda.", "Powertools",
            "ordermessage.", "the service");

    private final String function;
    private final Column first = new Column();
    private final Column warm = new Column();

    RequestProfile(String function) {
        this.function = function;
    }

    /** Returns the column of the first requests after priming. */
    Column first() {
        return first;
    }

    /** Returns the column of the warm requests. */
    Column warm() {
        return warm;
    }

    /** Returns a table in Markdown, with means over the requests of each column. */
    String markdown() {
        var text = new StringBuilder(
                "| %s | first request, primed | warm request |%n|---|---:|---:|%n".formatted(function));
        appendMilliseconds(text, "time to the answer", column -> column.elapsed);
        for (var component : LatencyComponent.values()) {
            appendMilliseconds(text, "of it: " + component, column -> column.ownTime(component));
        }
        appendNumber(text, "connections opened", column -> column.calls(LatencyComponent.CONNECTIONS));
        appendNumber(text, "times that the JVM dropped compiled code", column -> column.deoptimizations);
        appendMilliseconds(text, "processor time, Java", column -> column.javaThreads);
        appendMilliseconds(text, "processor time, compilers", column -> column.compilerThreads);
        appendMilliseconds(
                text, "processor time, garbage collector and the rest of the JVM", column -> column.otherJvmThreads);
        appendPercent(text, "of Java: run by the interpreter", column -> column.interpretedSamples);
        var libraries = new TreeSet<>(first.samplesByLibrary.keySet());
        libraries.addAll(warm.samplesByLibrary.keySet());
        libraries.forEach(library -> appendPercent(
                text, "of Java: work of " + library, column -> column.samplesByLibrary.getOrDefault(library, 0)));
        return text.append("| requests, samples | %d, %d | %d, %d |%n"
                        .formatted(first.requests, first.samples, warm.requests, warm.samples))
                .toString();
    }

    private void appendMilliseconds(StringBuilder text, String name, ToDoubleFunction<Column> sum) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.2f ms | %.2f ms |%n",
                name,
                sum.applyAsDouble(first) / first.requests,
                sum.applyAsDouble(warm) / warm.requests));
    }

    private void appendNumber(StringBuilder text, String name, ToIntFunction<Column> sum) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f |%n",
                name,
                (double) sum.applyAsInt(first) / first.requests,
                (double) sum.applyAsInt(warm) / warm.requests));
    }

    private void appendPercent(StringBuilder text, String name, ToDoubleFunction<Column> samples) {
        text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f %% | %.0f %% |%n",
                name,
                100 * samples.applyAsDouble(first) / first.samples,
                100 * samples.applyAsDouble(warm) / warm.samples));
    }

    private record Times(Instant begin, Instant end) {}

    /** The sums over some requests. Times are in milliseconds. */
    static final class Column {
        private final Map<String, Integer> samplesByLibrary = new TreeMap<>();
        private final Map<LatencyComponent, List<Times>> timesByComponent = new EnumMap<>(LatencyComponent.class);
        private int requests;
        private double elapsed;
        private double javaThreads;
        private double compilerThreads;
        private double otherJvmThreads;
        private int samples;
        private int interpretedSamples;
        private int deoptimizations;

        /** @param processorTime the processor time of these requests in milliseconds, by the name of the thread */
        void addRequests(int more, Instant begin, Instant end, Map<String, Double> processorTime) {
            requests += more;
            elapsed += Duration.between(begin, end).toNanos() / 1e6;
            processorTime.forEach((thread, time) -> {
                switch (thread) {
                    case "C1 CompilerThre", "C2 CompilerThre" -> compilerThreads += time;
                    case String jvm when jvm.startsWith("VM ") || jvm.startsWith("JFR ") -> otherJvmThreads += time;
                    default -> javaThreads += time;
                }
            });
        }

        void addEvent(RecordedEvent event) {
            LatencyComponent.of(event)
                    .ifPresent(component -> timesByComponent
                            .computeIfAbsent(component, absent -> new ArrayList<>())
                            .add(new Times(event.getStartTime(), event.getEndTime())));
            switch (event.getEventType().getName()) {
                case "jdk.Deoptimization" -> deoptimizations++;
                case "jdk.CPUTimeSample" -> addSample(event);
                default -> {}
            }
        }

        /** Returns the time of a component without the components that it calls. */
        private double ownTime(LatencyComponent component) {
            var all = component == LatencyComponent.RUNTIME_CLIENT
                    ? elapsed
                    : time(other -> other.compareTo(component) >= 0);
            return all - time(other -> other.compareTo(component) > 0);
        }

        /** Returns the time in which one of these components ran. Where several ran at the same time, it counts once. */
        private double time(Predicate<LatencyComponent> components) {
            var calls = timesByComponent.entrySet().stream()
                    .filter(component -> components.test(component.getKey()))
                    .flatMap(component -> component.getValue().stream())
                    .sorted(Comparator.comparing(Times::begin))
                    .toList();
            var sum = Duration.ZERO;
            var until = Instant.MIN;
            for (var call : calls) {
                if (call.end().isAfter(until)) {
                    sum = sum.plus(Duration.between(call.begin().isAfter(until) ? call.begin() : until, call.end()));
                    until = call.end();
                }
            }
            return sum.toNanos() / 1e6;
        }

        private int calls(LatencyComponent component) {
            return timesByComponent.getOrDefault(component, List.of()).size();
        }

        private void addSample(RecordedEvent sample) {
            if (sample.getStackTrace() == null) {
                return;
            }
            samples++;
            var frames = sample.getStackTrace().getFrames();
            if (frames.getFirst().getType().equals("Interpreted")) {
                interpretedSamples++;
            }
            var library = frames.stream()
                    .map(Column::library)
                    .filter(name -> !name.isEmpty())
                    .findFirst();
            samplesByLibrary.merge(library.orElse("the JDK alone"), 1, Integer::sum);
        }

        /** Returns the name of the frame's library, or an empty string for a class of the JDK. */
        private static String library(RecordedFrame frame) {
            var type = frame.getMethod().getType().getName();
            return LIBRARIES.entrySet().stream()
                    .filter(library -> type.startsWith(library.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }
}
