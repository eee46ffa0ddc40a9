package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import ordermessage.faults.mutants.Mutant;
import ordermessage.faults.mutants.Mutants;
import ordermessage.harness.TestSources;
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

    private static Map<String, String> testSources;

    @BeforeAll
    static void readTestSources() throws IOException {
        testSources = TestSources.read(PROJECT);
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void everyNamedProofIsATest(String testClass, String method) throws IOException {
        assertThat(testSources.get(testClass)).as("source of " + testClass).contains("void " + method + "(");
    }

    @Test
    void everyCaseHasAProof() throws IOException {
        var cases = CASE.matcher(document())
                .results()
                .filter(line -> PROOF.matcher(line.group()).find())
                .map(line -> Integer.parseInt(line.group(1)));
        assertThat(cases)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 31).boxed().toList());
    }

    @Test
    void everyMutantIsNamed() throws IOException {
        assertThat(document())
                .contains(Mutants.ALL.stream().map(Mutant::mistake).toList());
    }

    static Stream<String[]> proofs() throws IOException {
        return PROOF.matcher(document()).results().map(ReliabilityDocumentTest::groups);
    }

    private static String[] groups(MatchResult proof) {
        return new String[] {proof.group(1), proof.group(2)};
    }

    private static String document() throws IOException {
        return Files.readString(PROJECT.resolve("docs", "reliability.md"));
    }
}
