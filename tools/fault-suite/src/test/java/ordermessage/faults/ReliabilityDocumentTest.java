package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import ordermessage.faults.mutants.Mutant;
import ordermessage.faults.mutants.Mutants;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Test;

/** Checks that {@code docs/reliability.md} names all cases, each with a test, and all mutants. */
class ReliabilityDocumentTest {
    private static final Path PROJECT = ProjectFolder.current();
    private static final Pattern PROOF = Pattern.compile("`(\\w+Test)#(\\w+)`");

    private static final Pattern CASE = Pattern.compile("(?m)^\\| (\\d+) \\|.*");

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

    private static String document() throws IOException {
        return Files.readString(PROJECT.resolve("docs", "reliability.md"));
    }
}
