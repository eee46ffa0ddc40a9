package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the workflows on GitHub run, and with which permissions. */
class WorkflowsTest {

    static List<Path> workflows() throws IOException {
        try (var files = Files.list(SamTemplate.PROJECT.resolve(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    /** The owner of an action can move its tags, but cannot change a commit. */
    @ParameterizedTest
    @MethodSource("workflows")
    void everyActionIsPinnedToACommitAndItsVersionIsBesideIt(Path workflow) throws IOException {
        var uses = linesWith(workflow, "uses:");

        assertThat(uses)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("(- )?uses: [\\w-]+(/[\\w-]+)+@[0-9a-f]{40} # v[0-9]+\\.[0-9]+\\.[0-9]+"));
        assertThat(uses.stream().map(line -> line.replaceFirst("^- ", "")).distinct())
                .as("one version of each action")
                .extracting(line -> line.substring(0, line.indexOf('@')))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aWorkflowMayOnlyReadTheSourcesAndKeepsNoCredentials(Path workflow) throws IOException {
        var text = Files.readString(workflow);

        assertThat(text).contains("\npermissions:\n  contents: read\n\n").doesNotContain("write", "secrets.");
        assertThat(linesWith(workflow, "persist-credentials: false"))
                .hasSameSizeAs(linesWith(workflow, "uses: actions/checkout@"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void aToolThatAWorkflowInstallsHasAVersion(Path workflow) throws IOException {
        assertThat(linesWith(workflow, "pip install", "pipx install", "npm install", "npx "))
                .allSatisfy(line -> assertThat(line).containsPattern("\\w==[0-9]|\\w@[0-9]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".ci/run", "make sam-check", "bin/deploy-check --test"})
    void everyChangeIsTestedOnOneMachineInTheContainersOfTheSamCliAndAsADeployment(String command) throws IOException {
        assertThat(linesWith(SamTemplate.PROJECT.resolve(".github/workflows/test.yml"), "run:"))
                .contains("- run: " + command);
    }

    @Test
    void theDailyCheckReadsTheBillOfMaterialsOfEachFunction() throws IOException {
        var workflow = SamTemplate.PROJECT.resolve(".github/workflows/vulnerabilities.yml");

        assertThat(linesWith(workflow, "--lockfile="))
                .containsExactlyInAnyOrderElementsOf(SamTemplate.read().functions().stream()
                        .map(function -> "--lockfile=target/sbom/" + function.logicalId() + ".cdx.json")
                        .toList());
    }

    /** The commands that take too long for each push. */
    @Test
    void theNightlyBuildRunsEveryLongProof() throws IOException {
        var workflow = SamTemplate.PROJECT.resolve(".github/workflows/nightly.yml");

        assertThat(linesWith(workflow, "run: make"))
                .containsExactly(
                        "- run: make faults",
                        "- run: make nightly",
                        "- run: make hostile",
                        "- run: make fuzz MINUTES=5",
                        "- run: make random-order",
                        "- run: make bench");
    }

    private static List<String> linesWith(Path workflow, String... texts) throws IOException {
        return Files.readAllLines(workflow).stream()
                .map(String::strip)
                .filter(line -> List.of(texts).stream().anyMatch(line::contains))
                .toList();
    }
}
