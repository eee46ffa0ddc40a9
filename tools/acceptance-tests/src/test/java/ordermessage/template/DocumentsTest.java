package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.harness.TestSources;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the documents are complete, and that their links lead somewhere. */
class DocumentsTest {
    private static final Path PROJECT = SamTemplate.PROJECT;
    private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^ *```.*?^ *```$");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static Map<String, String> testSources;

    @BeforeAll
    static void readTestSources() throws IOException {
        testSources = TestSources.read(PROJECT);
    }

    static List<Path> documents() {
        return Stream.of("", "docs", "docs/benchmarks", "libraries", "tools")
                .flatMap(folder -> markdownIn(PROJECT.resolve(folder)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyHeadingHasABlankLineBeforeIt(Path document) {
        assertThat(prose(document)).doesNotContainPattern("[^\\n]\\n#+ ");
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFileAndASectionThatExist(Path document) {
        var links = LINK.matcher(prose(document))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://"));

        assertThat(links).allSatisfy(link -> {
            var parts = link.split("#", 2);
            var target = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(target).exists();
            if (parts.length > 1) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyNamedTestExists(Path document) {
        assertThat(NAMED_TEST.matcher(read(document)).results())
                .allSatisfy(test -> assertThat(testSources.get(test.group(1)))
                        .as(test.group())
                        .containsPattern("\\w>? " + test.group(2) + "\\("));
    }

    /** AWS and {@code make run} do not do the same, so each row has the test of {@code make run}. */
    @Test
    void everyRowOfTheTableOfTheGatewayNamesATest() {
        var section = read(PROJECT.resolve("docs/architecture.md"))
                .split("\n### The gateway\n", 2)[1]
                .split("\n### ", 2)[0];

        assertThat(section.lines().filter(line -> line.startsWith("| ")).skip(1))
                .hasSizeGreaterThan(15)
                .allSatisfy(row -> assertThat(row).containsPattern("\\| `\\w+Test\\b"));
    }

    @Test
    void theListOfDecisionsLeadsToEachDecision() {
        var decisions = PROJECT.resolve("docs/decisions.md");
        var list = read(decisions).split("\n## ", 2)[0];

        assertThat(LINK.matcher(list).results().map(link -> link.group(1).substring(1)))
                .containsExactlyInAnyOrderElementsOf(
                        anchors(decisions).subList(1, anchors(decisions).size()));
    }

    @Test
    void theContributorsGuideNamesEveryCommandOfTheMakefile() {
        var commands = Pattern.compile("(?m)^([a-z-]+):.*## ")
                .matcher(read(PROJECT.resolve("Makefile")))
                .results();

        assertThat(commands.map(command -> command.group(1)).filter(command -> !command.equals("help")))
                .hasSizeGreaterThan(20)
                .allSatisfy(command -> assertThat(read(PROJECT.resolve("CONTRIBUTING.md")))
                        .containsPattern("`make " + command + "[` ]"));
    }

    @Test
    void everyModuleIsInTheListsOfModules() {
        var modules = modules("");
        var architecture = read(PROJECT.resolve("docs/architecture.md"));

        assertThat(modules).contains("ListMessagesFunction", "libraries/message-domain", "tools/local-stack/runner");
        assertThat(modules).allSatisfy(module -> {
            var parts = module.split("/", 3);
            if (parts.length == 1) {
                assertThat(read(PROJECT.resolve("CONTRIBUTING.md"))).contains("`" + module + "/`");
                assertThat(architecture).contains("| `" + module + "/` |");
            } else {
                assertThat(read(PROJECT.resolve(parts[0]).resolve("README.md")))
                        .contains("`" + module.substring(parts[0].length() + 1) + "`");
                assertThat(architecture).contains("| `" + parts[0] + "/" + parts[1] + "/` |");
            }
        });
    }

    /** The folders of all modules that have no modules of their own. */
    @Test
    void eachStepOfTheTourEndsWithTheNameOfATestThatDoesItInABrowser() {
        var tests =
                read(PROJECT.resolve("tools/acceptance-tests/src/test/java/ordermessage/console/ConsolePageTest.java"));
        var steps = read(PROJECT.resolve("docs/tour.md")).split("\n## ", -1);

        assertThat(steps).hasSizeGreaterThan(1);
        assertThat(Stream.of(steps).skip(1)).allSatisfy(step -> {
            var name = Pattern.compile("\n`(\\w+)`\n*$").matcher(step);
            assertThat(name.find()).isTrue();
            assertThat(tests).contains("@Test\n    void " + name.group(1) + "()");
        });
    }

    private static List<String> modules(String folder) {
        var found = new ArrayList<String>();
        MODULE.matcher(read(PROJECT.resolve(folder).resolve("pom.xml")))
                .results()
                .map((MatchResult module) -> folder + module.group(1))
                .forEach(module -> {
                    var inner = modules(module + "/");
                    found.addAll(inner.isEmpty() ? List.of(module) : inner);
                });
        return found;
    }

    /** Returns the anchors of a page's sections, as GitHub makes them. */
    private static List<String> anchors(Path document) {
        return HEADING.matcher(prose(document))
                .results()
                .map((MatchResult heading) -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
                .toList();
    }

    private static String prose(Path document) {
        return CODE_BLOCK.matcher(read(document)).replaceAll("");
    }

    private static Stream<Path> markdownIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
