package ordermessage.faults;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import ordermessage.local.EmptyFolder;
import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The mutants are run by {@code make faults-mutants}; here, that they can be. */
class MutantsTest {
    private static final Path PROJECT = ProjectFolder.current();

    private final Path folder = EmptyFolder.at(Path.of("target", "mutants"));

    @ParameterizedTest
    @MethodSource("all")
    void everyMutantFitsTheCode(Mutant mutant) {
        assertThatCode(() -> mutant.install(PROJECT, folder.resolve("mutant"))).doesNotThrowAnyException();
    }

    @Test
    void aMutantThatDoesNotFitTheCodeIsAnError() {
        var some = Mutants.ALL.getFirst();
        var stale = new Mutant(some.mistake(), some.function(), some.source(), "no such text", "");
        assertThatThrownBy(() -> stale.install(PROJECT, folder.resolve("mutant")))
                .hasMessageContaining("no such text");
    }

    static List<Mutant> all() {
        return Mutants.ALL;
    }
}
