package ordermessage.hostile.round;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.local.ProjectFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a round notices an answer in another form, and a secret. */
class AnswerRulesTest {
    private static final String PROBLEM = """
            {"type": "https://x/docs/api.md#malformed-body", "title": "t", "status": 400, "detail": "d",\
             "request_id": "r", "errors": []}""";

    private final AnswerRules rules = new AnswerRules(ProjectFolder.current());

    @Test
    void aProblemDocumentWithASectionOfTheGuideIsRight() {
        assertThat(rules.problemWith(400, PROBLEM)).isEmpty();
    }

    @Test
    void anotherStatusAnotherMemberOrAnUnknownTypeIsNoticed() {
        assertThat(rules.problemWith(404, PROBLEM)).contains("the answer 404 has the status 400");
        assertThat(rules.problemWith(400, PROBLEM.replace("\"title\"", "\"trace\"")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("trace"));
        assertThat(rules.problemWith(400, PROBLEM.replace("malformed-body", "oops")))
                .hasValueSatisfying(problem -> assertThat(problem).contains("#oops"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "<h1>400 Bad Request</h1>Bad request line",
                "{\"message\":\"Bad Request\"}"
            })
    void aBodyThatIsNotAProblemDocumentIsNoticed(String body) {
        assertThat(rules.problemWith(400, body)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<h1>400 Bad Request</h1>Bad request line", "{\"message\":\"Bad Request\"}"})
    void aRequestThatIsNotHttpMayHaveAFixedAnswer(String body) {
        assertThat(rules.problemWithAnswerToBytes(400, body)).isEmpty();
        assertThat(rules.problemWithAnswerToBytes(400, body + "{1}")).isPresent();
    }

    @Test
    void aSecretAndAPartOfATokenAreFound() {
        var secrets = new Secrets();
        var part = "a".repeat(43);
        secrets.token("Bearer " + part + ".x");

        assertThat(secrets.isIn("before " + secrets.next("x") + " after")).isTrue();
        assertThat(secrets.isIn("before " + part)).isTrue();
        assertThat(secrets.isIn("Bearer x")).isFalse();
    }

    @Test
    void theReportHasTheCountsOfAPartAndALineForEachViolation() {
        var report = new Report();
        report.count("framing", "400");
        report.count("framing", "400");
        report.count("framing", "closed", 1_000);
        report.violation("framing", "an attack\n", "x".repeat(1_000));

        assertThat(report.line("framing")).isEqualTo("400: 2, closed: 1,000");
        assertThat(report.violations())
                .singleElement()
                .asString()
                .startsWith("VIOLATION framing: an attack?: xxx")
                .hasSizeLessThan(310);
    }
}
