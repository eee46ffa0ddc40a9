package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Test;

/** Tests that the fault suite judges the service without the service's code, and without the tool that audits the stores. */
class IndependenceTest {
    private static final Pattern PACKAGE_OF_PROJECT = Pattern.compile("\\bordermessage\\.\\w+");

    @Test
    void theFaultSuiteUsesNoCodeOfTheServiceAndNoneOfTheStoresTool() throws IOException {
        try (var files = Files.walk(ProjectFolder.current().resolve(Path.of("tools", "fault-suite", "src", "main")))) {
            var packages = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(IndependenceTest::imports)
                    .distinct()
                    .toList();

            assertThat(packages)
                    .containsExactlyInAnyOrder("ordermessage.faults", "ordermessage.local", "ordermessage.harness");
        }
    }

    private static Stream<String> imports(Path source) {
        return lines(source).stream()
                .filter(line -> line.startsWith("import "))
                .flatMap(line -> PACKAGE_OF_PROJECT.matcher(line).results())
                .map(match -> match.group());
    }

    private static List<String> lines(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
