package ordermessage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls the service with every input that is kept, among them those with which the fuzzer has found something. */
class CorpusTest {
    private static final Path CORPUS = Path.of("corpus");

    static List<String> inputs() throws IOException {
        try (var files = Files.list(CORPUS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void everyInputOfTheCorpusPassesTheChecks(String name) throws IOException {
        var input = Files.readAllBytes(CORPUS.resolve(name));

        assertThatCode(() -> ServiceTarget.fuzzerTestOneInput(input)).doesNotThrowAnyException();
    }

    @Test
    void theCorpusIsSmall() throws IOException {
        assertThat(inputs()).hasSizeBetween(50, 200);
    }
}
