package ordermessage.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        PIPELINE
    }

    /** @throws IllegalArgumentException with one line for the user */
    static Settings of(Map<String, String> environment, Path project) {
        var commands = new LinkedHashMap<String, List<String>>();
        for (var function : List.of(Stage.POST, Stage.GET, Stage.PROCESS)) {
            var variable = function.replace("MessageFunction", "").toUpperCase(Locale.ROOT) + "_COMMAND";
            text(environment, variable)
                    .ifPresent(command -> commands.put(function, Arrays.asList(command.split("\\s+", -1))));
        }
        return new Settings(
                text(environment, "ROUNDS").map(Integer::parseInt).orElse(3),
                text(environment, "ENGINE_LATENCY").map(Settings::milliseconds).orElse(Duration.ZERO),
                commands,
                text(environment, "PARTS").map(Settings::parts).orElse(EnumSet.allOf(Part.class)),
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

    private static Set<Part> parts(String text) {
        var parts = new ArrayList<Part>();
        for (var name : text.split("[,\\s]+", -1)) {
            parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
        }
        return EnumSet.copyOf(parts);
    }
}
