package ordermessage.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;

/**
 * The settings of a benchmark run, which the user gives as environment variables.
 *
 * @param rounds the number of times that each figure is measured, from 1 to 999
 * @param engineLatency the latency that is added to each round trip to an engine
 * @param commands by function, the command of a program that implements the Runtime API and is measured next to the function
 * @param cpuQuota whether each function gets the share of the processor that Lambda gives it
 * @param parts the parts of the benchmark to run
 * @param output the folder of the CSV file, the plot and the profiles
 */
record Settings(
        int rounds,
        Duration engineLatency,
        Map<ServiceFunction, List<String>> commands,
        boolean cpuQuota,
        Set<Part> parts,
        Path output) {

    /** A part of the benchmark that can run alone. */
    enum Part {
        STARTS,
        WARM,
        BATCHES,
        PIPELINE,
        /** Runs only if the user asks for it, because its figures are not for comparison. */
        PROFILE,
        /** Runs only if the user asks for it, because it takes long and its figures are not for comparison. */
        MEMORY,
        /** Runs only if the user asks for it, because it measures {@code make run} and not what runs on AWS. */
        LOCAL;

        /** The parts that the table of figures has. */
        static final Set<Part> IN_TABLE = EnumSet.complementOf(EnumSet.of(PROFILE, MEMORY, LOCAL));
    }

    /**
     * Reads the settings.
     *
     * @param project the folder of the project, which a relative output folder is based on
     * @throws InvalidSettingException when a variable is invalid
     */
    static Settings of(Map<String, String> environment, Path project) {
        var variables = new Variables(environment);
        var commands = new EnumMap<ServiceFunction, List<String>>(ServiceFunction.class);
        for (var function : ServiceFunction.values()) {
            variables
                    .text(function.name() + "_COMMAND")
                    .ifPresent(command -> commands.put(function, Arrays.asList(command.split("\\s+", -1))));
        }
        return new Settings(
                variables.number("ROUNDS", 3, 1, 999),
                variables.milliseconds("ENGINE_LATENCY", Duration.ZERO),
                commands,
                variables.choice("CPU_QUOTA", "on", "off").equals("on"),
                variables.constants("PARTS", Part.class, Part.IN_TABLE),
                variables.folder("BENCH_OUTPUT", project, "docs/benchmarks"));
    }
}
