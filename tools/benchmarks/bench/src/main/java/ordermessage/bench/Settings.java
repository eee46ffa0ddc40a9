package ordermessage.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a user asks of the benchmark, as environment variables.
 *
 * @param rounds how often each figure is taken
 * @param engineLatency how much longer the way to each engine is than loopback
 * @param commands by function, a program that speaks the Runtime API and is measured beside ours
 * @param parts which are run
 * @param output where table and plot go
 */
record Settings(int rounds, Duration engineLatency, Map<String, List<String>> commands, Set<Part> parts, Path output) {

    /** What can be run by itself. */
    enum Part {
        STARTS,
        WARM,
        BATCHES,
        PIPELINE,
        /** Only on demand: what it tells is not a figure to compare. */
        PROFILE
    }

    /** @throws IllegalArgumentException with one line for the user */
    static Settings of(Map<String, String> environment, Path project) {
        var commands = new LinkedHashMap<String, List<String>>();
        for (var function : List.of(BenchStack.POST, BenchStack.GET, BenchStack.PROCESS)) {
            var variable = function.replace("MessageFunction", "").toUpperCase(Locale.ROOT) + "_COMMAND";
            text(environment, variable)
                    .ifPresent(command -> commands.put(function, Arrays.asList(command.split("\\s+", -1))));
        }
        return new Settings(
                text(environment, "ROUNDS").map(Settings::rounds).orElse(3),
                text(environment, "ENGINE_LATENCY").map(Settings::milliseconds).orElse(Duration.ZERO),
                commands,
                text(environment, "PARTS").map(Settings::parts).orElse(EnumSet.complementOf(EnumSet.of(Part.PROFILE))),
                project.resolve(text(environment, "BENCH_OUTPUT").orElse("docs/benchmarks")));
    }

    private static Optional<String> text(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Duration milliseconds(String text) {
        if (!text.matches("[0-9]{1,4}(ms)?")) {
            throw new IllegalArgumentException("ENGINE_LATENCY=%s is not like 10ms".formatted(text));
        }
        return Duration.ofMillis(Integer.parseInt(text.replace("ms", "")));
    }

    private static int rounds(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("ROUNDS=%s is not a number from 1 to 999".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private static Set<Part> parts(String text) {
        try {
            return Arrays.stream(text.split("[,\\s]+", -1))
                    .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "PARTS=%s is none of starts, warm, batches, pipeline and profile".formatted(text), unknown);
        }
    }
}
