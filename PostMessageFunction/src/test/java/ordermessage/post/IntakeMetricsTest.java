package ordermessage.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import ordermessage.http.Answer;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.json.JsonValue.JsonObject;
import ordermessage.message.SyntheticCompany;
import ordermessage.message.Uuid;
import ordermessage.metrics.ServiceMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IntakeMetricsTest {
    @Test
    void anAcceptedMessageIsCounted() {
        assertThat(metricsOf(success(202, MessageIntake.ACCEPTED)))
                .contains("\"Accepted\":1.0")
                .hasLineCount(1);
    }

    @Test
    void aMessageThatIsStoredAlreadyIsADuplicate() {
        assertThat(metricsOf(success(200, MessageIntake.ALREADY_STORED)))
                .contains("\"Duplicate\":1.0")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CONFLICT")
    void aRefusalIsCountedUnderTheNameOfItsProblem(ProblemType type) {
        assertThat(metricsOf(Answer.refusal(new Problem(type, "No."))))
                .contains("\"Rejected\":1.0", "\"Reason\":\"" + type.anchor() + "\"")
                .hasLineCount(1);
    }

    @Test
    void aConflictIsCountedAsARefusalAndAsAConflict() {
        assertThat(metricsOf(Answer.refusal(new Problem(ProblemType.CONFLICT, "No."))))
                .contains("\"Rejected\":1.0", "\"Reason\":\"conflict\"", "\"Conflict\":1.0")
                .hasLineCount(2);
    }

    @Test
    void anAnswerToTheSyntheticCompanyIsNotCounted() {
        var synthetic = new Uuid("00000000-0000-4000-8000-000000000009");
        var other = new Uuid("00000000-0000-4000-8000-000000000002");
        var accepted = success(202, MessageIntake.ACCEPTED);

        assertThat(metricsOf(SyntheticCompany.of(synthetic.value()), company(synthetic), accepted))
                .isEmpty();
        assertThat(metricsOf(
                        SyntheticCompany.of(synthetic.value()),
                        company(synthetic),
                        Answer.refusal(new Problem(ProblemType.CONFLICT, "No."))))
                .isEmpty();
        assertThat(metricsOf(SyntheticCompany.of(synthetic.value()), company(other), accepted))
                .contains("\"Accepted\":1.0");
        assertThat(metricsOf(SyntheticCompany.of(synthetic.value()), Authorization.withoutClaims(), accepted))
                .contains("\"Accepted\":1.0");
        assertThat(metricsOf(SyntheticCompany.NONE, Authorization.withoutClaims(), accepted))
                .contains("\"Accepted\":1.0");
    }

    private static Authorization company(Uuid id) {
        return new Authorization.Granted(new Caller.Company(id));
    }

    private static Answer success(int status, String outcome) {
        return new Answer.Success(status, outcome, new JsonObject(Map.of()), Map.of());
    }

    private static String metricsOf(Answer answer) {
        return metricsOf(SyntheticCompany.NONE, company(new Uuid("00000000-0000-4000-8000-000000000002")), answer);
    }

    private static String metricsOf(SyntheticCompany synthetic, Authorization authorization, Answer answer) {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            new IntakeMetrics(new ServiceMetrics("order-messages"), synthetic).record(authorization, answer);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
