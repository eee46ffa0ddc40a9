package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code samconfig.toml}, the settings of the SAM CLI, and what the documents say about its commands. */
class SamConfigTest {
    private static final Map<String, Map<String, String>> SECTIONS = read();
    private static final List<String> ENVIRONMENTS = List.of("default", "staging", "prod");

    @Test
    void everyEnvironmentDeploysOnlyWhatSamBuildHasMade() {
        assertThat(ENVIRONMENTS)
                .allSatisfy(environment -> assertThat(section(environment, "deploy"))
                        .containsEntry("template_file", "\".aws-sam/build/template.yaml\""));
    }

    @Test
    void everyEnvironmentHasItsOwnStack() {
        assertThat(ENVIRONMENTS)
                .extracting(environment -> section(environment, "global").get("stack_name"))
                .doesNotContainNull()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod"})
    void anEnvironmentThatIsSharedHasItsRegion(String environment) {
        assertThat(section(environment, "global")).containsKey("region");
    }

    @ParameterizedTest
    @ValueSource(strings = {"local_start_api", "local_invoke"})
    void samLocalCallsTheEnginesOfMakeRunInEveryEnvironment(String command) {
        assertThat(ENVIRONMENTS)
                .allSatisfy(environment -> assertThat(section(environment, command))
                        .containsEntry("env_vars", "\"events/env.json\"")
                        .hasEntrySatisfying(
                                "parameter_overrides",
                                parameters -> assertThat(parameters).contains("LocalEndpoints=true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local_start_api", "local_invoke"})
    void samLocalRunsOnTheArchitectureOfTheMachineAndNotOnThatOfTheTemplate(String command) {
        assertThat(ENVIRONMENTS)
                .allSatisfy(environment -> assertThat(section(environment, command))
                        .hasEntrySatisfying(
                                "parameter_overrides",
                                parameters -> assertThat(parameters).contains("Architecture=x86_64")));
    }

    @Test
    void stagingLogsTheReportLinesThatHaveMemoryAndRestoreDuration() {
        assertThat(section("staging", "deploy").get("parameter_overrides")).contains("SystemLogLevel=INFO");
    }

    /** {@code tail = true} cannot be switched off on the command line. */
    @Test
    void noSectionKeepsSamLogsRunning() {
        assertThat(SECTIONS.values()).allSatisfy(section -> assertThat(section).doesNotContainKey("tail"));
    }

    /** Their defaults are right for no shared stack, and their descriptions say so. */
    @Test
    void theSettingsThatProdNeedsAreNamedInTheFileAndInTheOperationsGuide() throws IOException {
        var needed = SamTemplate.read().root().at("Parameters").entries().entrySet().stream()
                .filter(parameter -> parameter
                        .getValue()
                        .at("Description")
                        .text()
                        .matches("(?s).*(before the first deployment|for every stack that somebody relies on).*"))
                .map(Map.Entry::getKey)
                .toList();
        var prod = text("samconfig.toml")
                .split("\\[prod\\.deploy\\.parameters]", 2)[1]
                .split("\n\\[", 2)[0];
        var guide = text("docs/operations.md").split("\n## Deploying\n", 2)[1].split("\n### A new version", 2)[0];

        assertThat(needed).hasSize(3).allSatisfy(name -> {
            assertThat(prod).contains(name + "=");
            assertThat(guide).contains("\n| `" + name + "` |");
        });
    }

    /** A first deployment that fails would otherwise delete the logs that explain it. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/operations.md"})
    void theFirstDeploymentInADocumentKeepsItsLogsWhenItFails(String document) throws IOException {
        assertThat(commands(document, "sam deploy").findFirst())
                .hasValueSatisfying(command -> assertThat(command).contains("--disable-rollback"));
    }

    /** With a name, sam build leaves the other functions without their code, and a deployment ships that. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/operations.md"})
    void noCommandOfADocumentBuildsOneFunctionAloneAndTheFirstOneSaysWhy(String document) throws IOException {
        assertThat(commands(document, "sam build"))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).matches("sam build(\\s+#.*)?"))
                .first()
                .asString()
                .contains("always all functions");
    }

    /** SAM CLI 1.146.0 is the first one that knows the runtime java25. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/operations.md", "samconfig.toml", "bin/sam-check"})
    void theLeastVersionOfTheSamCliIsNamed(String file) throws IOException {
        assertThat(text(file)).containsPattern("1\\.146\\.0\\s+or later");
    }

    @Test
    void theOperationsGuideSaysWhichCommandsOfTheSamCliNotToUse() throws IOException {
        assertThat(text("docs/operations.md"))
                .contains(
                        "`sam deploy --guided` writes every parameter into that file",
                        "`sam sync --watch` is not supported");
    }

    @Test
    void everyParameterIsDeclaredInTheTemplateAndHasARealValue() {
        var declared = SamTemplate.read().root().at("Parameters").entries().keySet();

        assertThat(SECTIONS.values()).allSatisfy(section -> {
            var overrides = section.getOrDefault("parameter_overrides", "");
            assertThat(Pattern.compile("(\\w+)=").matcher(overrides).results().map(match -> match.group(1)))
                    .isSubsetOf(declared);
            assertThat(overrides).doesNotContain("example");
        });
    }

    /** Returns the lines of the blocks of a document that run a command. */
    private static Stream<String> commands(String document, String command) throws IOException {
        return text(document).lines().filter(line -> line.startsWith(command));
    }

    private static String text(String file) throws IOException {
        return Files.readString(SamTemplate.PROJECT.resolve(file));
    }

    private static Map<String, String> section(String environment, String command) {
        return SECTIONS.getOrDefault(environment + "." + command + ".parameters", Map.of());
    }

    /** Returns the keys and values of each section. A value is the text after the equals sign. */
    private static Map<String, Map<String, String>> read() {
        try {
            var sections = new HashMap<String, Map<String, String>>();
            for (var section : text("samconfig.toml").split("(?m)^\\[", -1)) {
                var values = new HashMap<String, String>();
                Pattern.compile("(?m)^(\\w+) = (.*)$")
                        .matcher(section)
                        .results()
                        .forEach((MatchResult line) -> values.put(line.group(1), line.group(2)));
                sections.put(section.split("]", 2)[0], values);
            }
            return sections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
