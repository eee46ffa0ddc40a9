package ordermessage.faults.mutants;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import ordermessage.harness.EmptyFolder;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that each mutant matches the code and compiles. {@code make faults-mutants} runs the suite against them. */
@Tag("artifacts")
class MutantsTest {
    private static final Path PROJECT = ProjectFolder.current();

    private final MutantInstaller installer = new MutantInstaller(PROJECT);
    private final Path folder = EmptyFolder.at(Path.of("target", "mutants"));

    @ParameterizedTest
    @MethodSource("all")
    void everyMutantMatchesTheCode(Mutant mutant) {
        assertThatCode(() -> installer.install(mutant, folder.resolve("mutant")))
                .doesNotThrowAnyException();
    }

    @Test
    void aMutantThatDoesNotMatchTheCodeIsAnError() {
        var mutant = Mutants.ALL.getFirst();
        var stale = new Mutant(mutant.mistake(), mutant.function(), mutant.source(), "no such text", "");
        assertThatThrownBy(() -> installer.install(stale, folder.resolve("mutant")))
                .hasMessageContaining("no such text");
    }

    static List<Mutant> all() {
        return Mutants.ALL;
    }
}
