package ordermessage.bench.variants;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import ordermessage.bench.stack.ServiceFunction;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;

/**
 * The settings of a run, which the user gives as environment variables.
 *
 * @param functions the functions to measure
 * @param variants the variants to measure; the default is always among them
 * @param starts the number of starts of each variant, from 1 to 99
 * @param requests the number of requests of each start
 * @param engineLatency the latency that is added to each round trip to an engine
 * @param output the folder of the CSV file
 */
record VariantSettings(
        Set<ServiceFunction> functions,
        Set<FunctionVariant> variants,
        int starts,
        int requests,
        Duration engineLatency,
        Path output) {
    /**
     * Reads the settings.
     *
     * @param project the folder of the project, which a relative output folder is based on
     * @throws InvalidSettingException when a variable is invalid
     */
    static VariantSettings of(Map<String, String> environment, Path project) {
        var variables = new Variables(environment);
        var variants = EnumSet.copyOf(
                variables.constants("VARIANTS", FunctionVariant.class, EnumSet.allOf(FunctionVariant.class)));
        variants.add(FunctionVariant.DEFAULT);
        return new VariantSettings(
                variables.constants("ONLY", ServiceFunction.class, EnumSet.allOf(ServiceFunction.class)),
                variants,
                variables.number("STARTS", 9, 1, 99),
                variables.number("REQUESTS", 1_000, 2 * VariantBenchmark.WARM_REQUESTS, 1_000_000),
                variables.milliseconds("ENGINE_LATENCY", Duration.ofMillis(1)),
                variables.folder("BENCH_OUTPUT", project, "docs/benchmarks"));
    }
}
