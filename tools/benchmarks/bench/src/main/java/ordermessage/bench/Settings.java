package ordermessage.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import ordermessage.bench.stack.ServiceFunction;

/**
 * The settings of a benchmark run, which the user gives as environment variables.
 *
 * @param rounds the number of times that each figure is measured, from 1 to 999
 * @param engineLatency the latency that is added to each round trip to an engine
 * @param commands by function, the command of a program that implements the Runtime API and is measured next to the function
 * @param parts the parts of the benchmark to run
 * @param output the folder of the CSV file, the plot and the profile
 */
record Settings(
        int rounds, Duration engineLatency, Map<ServiceFunction, List<String>> commands, Set<Part> parts, Path output) {

    /** A part of the benchmark that can run alone. */
    enum Part {
        STARTS,
        WARM,
        BATCHES,
        PIPELINE,
        /** Runs only if the user asks for it, because its figures are not for comparison. */
        PROFILE
    }

    /**
     * Reads the settings.
     *
     * @param project the folder of the project, which a relative output folder is based on
     * @throws IllegalArgumentException with a message of one line for the user, when a variable is invalid
     */
    static Settings of(Map<String, String> environment, Path project) {
        var commands = new EnumMap<ServiceFunction, List<String>>(ServiceFunction.class);
        for (var function : ServiceFunction.values()) {
            text(environment, function.name() + "_COMMAND")
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
            throw new IllegalArgumentException(
                    "ENGINE_LATENCY=%s is not a number of milliseconds from 0 to 9999, such as 10ms".formatted(text));
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
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "PARTS=%s is not a list of starts, warm, batches, pipeline and profile".formatted(text), e);
        }
    }
}
