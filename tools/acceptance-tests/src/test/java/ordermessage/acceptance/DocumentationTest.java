package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.http.ProblemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that docs/api.md describes every error of the API. */
class DocumentationTest {

    /** Clients store the addresses of these sections, so a renamed section breaks clients. */
    @ParameterizedTest
    @EnumSource
    void everyProblemTypeHasASection(ProblemType type) {
        var api = RunningService.read(RunningService.project().resolve("docs/api.md"));
        assertThat(api).contains("\n### " + type.anchor() + "\n\n**" + type.status());
    }
}
