package ordermessage.template;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests that the commands that docs/security.md names exist, and that it has each risk of OWASP's list with a test. */
class SecurityDocumentTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final Pattern RISK = Pattern.compile("(?ms)^### (API\\d+) .*?(?=^##)");
    private static final Pattern COMMAND = Pattern.compile("`make (?:-s )?([a-z-]+)");

    @Test
    void everyRiskOfTheListHasATest() throws IOException {
        var risks = RISK.matcher(document())
                .results()
                .collect(toMap((MatchResult risk) -> risk.group(1), MatchResult::group));

        assertThat(risks.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 10).mapToObj(n -> "API" + n).toList());
        assertThat(risks.values()).allSatisfy(tests -> assertThat(tests).containsPattern(NAMED_TEST));
    }

    @Test
    void everyNamedCommandIsInTheMakefile() throws IOException {
        var makefile = Files.readString(SamTemplate.PROJECT.resolve("Makefile"));
        var commands = COMMAND.matcher(document())
                .results()
                .map(command -> command.group(1))
                .distinct()
                .toList();

        assertThat(commands)
                .contains("company-lock", "company-retire", "erase", "reproducible")
                .allSatisfy(command -> assertThat(makefile).contains("\n" + command + ":"));
    }

    private static String document() throws IOException {
        return Files.readString(SamTemplate.PROJECT.resolve("docs/security.md"));
    }
}
