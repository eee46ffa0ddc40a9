package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests commands of the Makefile with a {@code LOCAL_DIR} that has a space in its name. Nothing is built or started. */
class MakefileTest {
    /** A call that reads a variable of the environment. */
    private static final Pattern VARIABLE = Pattern.compile(
            "(?:text|port|number|numbers|decimal|choice|milliseconds|constants|folder|required|get|getOrDefault)"
                    + "\\((?:environment, )?\"([A-Z][A-Z0-9_]+)\"");

    private static final List<String> READERS_OF_VARIABLES = List.of(
            "local-stack/runner/src/main/java/ordermessage/local/Settings.java",
            "local-stack/runner/src/main/java/ordermessage/local/TokenMain.java",
            "operator-commands/src/main/java/ordermessage/operator/StackOutputs.java",
            "companies/src/main/java/ordermessage/companies/Main.java",
            "dead-letters/src/main/java/ordermessage/deadletters/Main.java",
            "dead-letters/src/main/java/ordermessage/deadletters/Choice.java",
            "stores/src/main/java/ordermessage/stores/Main.java",
            "stores/src/main/java/ordermessage/stores/Settings.java",
            "stores/src/main/java/ordermessage/stores/Erasure.java",
            "fault-suite/src/main/java/ordermessage/faults/Main.java",
            "fuzz/src/main/java/ordermessage/fuzz/Main.java",
            "hostile/src/main/java/ordermessage/hostile/Main.java",
            "smoke/src/main/java/ordermessage/smokecommand/Main.java",
            "benchmarks/bench/src/main/java/ordermessage/bench/Settings.java",
            "benchmarks/bench/src/main/java/ordermessage/bench/console/ConsoleSettings.java",
            "benchmarks/bench/src/main/java/ordermessage/bench/tune/TuneSettings.java",
            "benchmarks/bench/src/main/java/ordermessage/bench/variants/VariantSettings.java",
            "benchmarks/cost/src/main/java/ordermessage/cost/Main.java");

    @TempDir
    private Path folder;

    private Path local;

    @BeforeEach
    void createLocalFolder() throws IOException {
        local = Files.createDirectory(folder.resolve("with space"));
        Files.writeString(local.resolve("env"), "echo env was read; exit\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dlq",
                "dlq-show",
                "dlq-export",
                "dlq-delete",
                "redrive",
                "audit",
                "rebuild-index",
                "erase",
                "companies",
                "company-add",
                "company-rotate",
                "company-retire",
                "company-lock",
                "company-unlock",
                "company-remove",
                "smoke"
            })
    void theCommandsForARunningStackReadTheEnvironmentOfTheLocalStack(String command) throws Exception {
        assertThat(make(command)).isEqualTo("env was read\n");
    }

    /** The command reports this without a Region. */
    @Tag("artifacts")
    @ParameterizedTest
    @ValueSource(strings = {"dlq", "audit", "erase", "companies"})
    void anEmptyNameOfAStackIsAnErrorOfOneLine(String command) {
        assertThatThrownBy(() -> make(command, "STACK="))
                .hasMessageContaining("STACK is empty: give the name of the stack, or leave it out")
                .hasMessageNotContaining("\tat ")
                .hasMessageNotContaining("Region");
    }

    /** Every user of a machine can see the arguments of a command. */
    @Test
    void aSecretIsRefusedAsAnArgument() {
        assertThatThrownBy(() -> make("smoke", "CLIENT_SECRET=top-secret"))
                .hasMessageContaining("CLIENT_SECRET must be a variable of the environment")
                .hasMessageNotContaining("top-secret");
    }

    @Test
    void cleanLocalDeletesTheFolderThatIsGiven() throws Exception {
        make("clean-local");

        assertThat(local).doesNotExist();
        assertThat(folder).exists();
    }

    @Test
    void samBuildKeepsWhatMakeRunHasBuilt() throws Exception {
        assertThat(make("build-PostMessageFunction", "--dry-run"))
                .contains("package")
                .doesNotContain("target/built");
    }

    @Test
    void helpListsEveryCommand() throws Exception {
        var makefile = Files.readString(RunningService.project().resolve("Makefile"));
        var commands = makefile.split("\\.PHONY:", 2)[1]
                .split("\n\n", 2)[0]
                .replace("\\\n", " ")
                .strip();

        assertThat(make("help").lines().filter(line -> line.startsWith("  make ")))
                .extracting(line -> line.strip().split("\\s+", 3)[1])
                .containsExactlyInAnyOrder(commands.split("\\s+", -1));
    }

    @Test
    void helpNamesEveryVariableThatTheCommandsRead() throws Exception {
        var variables = new TreeSet<String>();
        for (var source : READERS_OF_VARIABLES) {
            VARIABLE.matcher(Files.readString(
                            RunningService.project().resolve("tools").resolve(source)))
                    .results()
                    .forEach(variable -> variables.add(variable.group(1)));
        }
        var help = make("help");

        assertThat(variables)
                .contains("PORT", "STACK", "NAME", "DIR", "FROM", "SEED", "MUTANT", "PARTS", "STARTS", "RATE")
                .allSatisfy(variable -> assertThat(help).containsPattern("\\b" + variable + "\\b"));
    }

    private String make(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "make",
                "--silent",
                "--old-file=target/built-dead-letters",
                "--old-file=target/built-stores",
                "--old-file=target/built-companies",
                "--old-file=target/built-smoke"));
        command.addAll(List.of(arguments));
        command.add("LOCAL_DIR=" + local);
        var builder = new ProcessBuilder(command)
                .directory(RunningService.project().toFile())
                .redirectErrorStream(true);
        // This test may run in make test, whose own options and variables must not reach this make.
        builder.environment().keySet().removeAll(List.of("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "STACK"));
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
