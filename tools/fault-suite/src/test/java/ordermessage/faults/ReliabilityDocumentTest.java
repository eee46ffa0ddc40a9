package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ordermessage.faults.mutants.Mutant;
import ordermessage.faults.mutants.Mutants;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that {@code docs/reliability.md} names tests that exist, all cases and all mutants. */
class ReliabilityDocumentTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static final Pattern CASE = Pattern.compile("(?m)^\\| (\\d+) \\|.*");

    private static final Map<String, Path> TEST_SOURCES = new HashMap<>();

    @BeforeAll
    static void collectTestSources() throws IOException {
        collectTestSources(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void everyNamedProofIsATest(String testClass, String method) throws IOException {
        var source = TEST_SOURCES.get(testClass + ".java");
        assertThat(source).as("source of " + testClass).isNotNull();
        assertThat(Files.readString(source)).contains("void " + method + "(");
    }

    @Test
    void everyCaseHasAProof() throws IOException {
        var cases = CASE.matcher(document())
                .results()
                .filter(line -> PROOF.matcher(line.group()).find())
                .map(line -> Integer.parseInt(line.group(1)));
        assertThat(cases)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
    }

    @Test
    void everyMutantIsNamed() throws IOException {
        assertThat(document())
                .contains(Mutants.ALL.stream().map(Mutant::mistake).toList());
    }

    static Stream<String[]> proofs() throws IOException {
        return PROOF.matcher(document()).results().map(ReliabilityDocumentTest::groups);
    }

    /** Skips hidden folders, and the folders "target", because other tests write to them meanwhile. */
    private static void collectTestSources(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            for (var entry : entries.toList()) {
                if (Files.isDirectory(entry) && !entry.endsWith("target") && !Files.isHidden(entry)) {
                    collectTestSources(entry);
                } else if (entry.toString().endsWith("Test.java")) {
                    TEST_SOURCES.put(entry.getFileName().toString(), entry);
                }
            }
        }
    }

    private static String[] groups(MatchResult proof) {
        return new String[] {proof.group(1), proof.group(2)};
    }

    private static String document() throws IOException {
        return Files.readString(PROJECT.resolve("docs", "reliability.md"));
    }
}
