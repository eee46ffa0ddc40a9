package ordermessage.bench.console;

import java.nio.file.Path;
import java.util.Map;
import ordermessage.harness.InvalidSettingException;
import ordermessage.harness.Variables;

/**
 * The settings of a run, which the user gives as environment variables.
 *
 * @param rounds the number of pairs of turns: one without the page, and one with it
 * @param messages the number of messages of each turn
 * @param output the folder of the CSV file
 */
record ConsoleSettings(int rounds, int messages, Path output) {
    /**
     * Reads the settings.
     *
     * @param project the folder of the project, which a relative output folder is based on
     * @throws InvalidSettingException when a variable is invalid
     */
    static ConsoleSettings of(Map<String, String> environment, Path project) {
        var variables = new Variables(environment);
        return new ConsoleSettings(
                variables.number("ROUNDS", 3, 1, 99),
                variables.number("MESSAGES", 10_000, 1, 1_000_000),
                variables.folder("BENCH_OUTPUT", project, "docs/benchmarks"));
    }
}
