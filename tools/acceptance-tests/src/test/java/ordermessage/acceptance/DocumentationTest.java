package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.http.ProblemType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DocumentationTest {

    /** Clients keep the addresses of these sections: renaming one breaks them. */
    @ParameterizedTest
    @EnumSource
    void everyProblemHasItsSection(ProblemType type) {
        var api = RunningService.read(RunningService.project().resolve("docs/api.md"));
        assertThat(api).contains("\n### " + type.anchor() + "\n\n**" + type.status());
    }
}
