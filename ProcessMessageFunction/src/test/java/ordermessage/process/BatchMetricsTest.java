package ordermessage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import ordermessage.message.SyntheticCompany;
import ordermessage.metrics.ServiceMetrics;
import ordermessage.queue.DeadLetterReason;
import ordermessage.queue.QueueBody;
import org.junit.jupiter.api.Test;

class BatchMetricsTest {
    private static final String SYNTHETIC = "00000000-0000-4000-8000-000000000009";
    private static final SyntheticCompany SYNTHETIC_COMPANY = SyntheticCompany.of(SYNTHETIC);

    @Test
    void aBatchIsOneLineWithTheNumberOfEachOutcomeAndTheAgesOfTheStoredMessages() {
        var metrics = metricsOf(
                new Outcome.Stored(Duration.ofMillis(40)),
                new Outcome.Stored(Duration.ofSeconds(2)),
                new Outcome.Duplicate(),
                new Outcome.Failed());

        assertThat(metrics)
                .hasLineCount(1)
                .contains("\"Stored\":2.0", "\"Duplicate\":1.0", "\"Redelivered\":1.0", "\"Conflict\":0.0")
                .contains("\"AcceptedToStored\":[40.0,2000.0]");
    }

    @Test
    void eachReasonOfDeadLettersHasALine() {
        var metrics = metricsOf(
                new Outcome.DeadLettered(DeadLetterReason.CONFLICT, "Different content."),
                new Outcome.DeadLettered(DeadLetterReason.CONFLICT, "Different content."),
                new Outcome.DeadLettered(DeadLetterReason.UNREADABLE, "No JSON."));

        assertThat(metrics.lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("\"Conflict\":2.0"))
                .anyMatch(line -> line.contains("\"DeadLettered\":2.0") && line.contains("\"Reason\":\"conflict\""))
                .anyMatch(line -> line.contains("\"DeadLettered\":1.0") && line.contains("\"Reason\":\"unreadable\""));
    }

    @Test
    void theOutcomesOfTheSyntheticCompanyAreNotCounted() {
        var company = "00000000-0000-4000-8000-000000000002";
        var batch = List.of(message(0, SYNTHETIC), message(1, company), message(2, SYNTHETIC));
        var outcomes = List.<Outcome>of(
                new Outcome.Stored(Duration.ofMillis(40)),
                new Outcome.Duplicate(),
                new Outcome.DeadLettered(DeadLetterReason.CONFLICT, "Different content."));

        assertThat(metricsOf(SYNTHETIC_COMPANY, batch, outcomes))
                .hasLineCount(1)
                .contains("\"Stored\":0.0", "\"Duplicate\":1.0", "\"Conflict\":0.0");
        assertThat(metricsOf(SyntheticCompany.NONE, batch, outcomes)).contains("\"Stored\":1.0", "\"Conflict\":1.0");
    }

    @Test
    void aBatchOfTheSyntheticCompanyAloneHasNoMetrics() {
        var batch = List.of(message(0, SYNTHETIC));

        assertThat(metricsOf(SYNTHETIC_COMPANY, batch, List.of(new Outcome.Failed())))
                .isEmpty();
    }

    private static QueuedMessage message(int number, String group) {
        return new QueuedMessage(
                "m-" + number, new QueueBody("{}", Optional.empty()), Instant.EPOCH, Optional.ofNullable(group));
    }

    private static String metricsOf(Outcome... outcomes) {
        var batch = IntStream.range(0, outcomes.length)
                .mapToObj(number -> message(number, null))
                .toList();
        return metricsOf(SYNTHETIC_COMPANY, batch, List.of(outcomes));
    }

    private static String metricsOf(SyntheticCompany synthetic, List<QueuedMessage> batch, List<Outcome> outcomes) {
        var byId = new LinkedHashMap<String, Outcome>();
        for (var i = 0; i < batch.size(); i++) {
            byId.put(batch.get(i).id(), outcomes.get(i));
        }
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            new BatchMetrics(new ServiceMetrics("order-messages"), synthetic).record(batch, byId);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }
}
