package ordermessage.bench.tune;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;

/**
 * The settings of a run, which the user gives as environment variables.
 *
 * @param functions the functions to measure
 * @param memorySizes in MB, each from 128 to 10240
 * @param starts the number of starts for each size, from 1 to 99
 * @param engineLatency the latency that is added to each round trip to an engine
 * @param latency the warm p99 that a function should reach
 * @param output the folder of the CSV file and of the plot
 */
record TuneSettings(
        Set<ServiceFunction> functions,
        List<Integer> memorySizes,
        int starts,
        Duration engineLatency,
        Duration latency,
        Path output) {
    private static final List<Integer> MEMORY_SIZES = List.of(256, 512, 768, 1_024, 1_536, 1_769, 3_008);

    /**
     * Reads the settings.
     *
     * @param project the folder of the project, which a relative output folder is based on
     * @throws InvalidSettingException when a variable is invalid
     */
    static TuneSettings of(Map<String, String> environment, Path project) {
        var variables = new Variables(environment);
        return new TuneSettings(
                variables.constants("ONLY", ServiceFunction.class, EnumSet.allOf(ServiceFunction.class)),
                variables.numbers("MEMORY_SIZES", MEMORY_SIZES, 128, 10_240),
                variables.number("STARTS", 3, 1, 99),
                variables.milliseconds("ENGINE_LATENCY", Duration.ofMillis(10)),
                variables.milliseconds("LATENCY", Duration.ofMillis(100)),
                variables.folder("BENCH_OUTPUT", project, "docs/benchmarks"));
    }
}
