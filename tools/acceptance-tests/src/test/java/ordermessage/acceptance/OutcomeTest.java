package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ordermessage.harness.Waiting;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests what an operator sees of requests and messages: their lines in the log, and the metrics of the service. */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
class OutcomeTest {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final RunningService service;

    OutcomeTest(RunningService service) {
        this.service = service;
    }

    @Test
    void theIdOfAMessageFindsOneLineForEachOfItsOutcomes() {
        var message = SampleMessage.unique();
        service.post(message.json());
        service.awaitMessage(message.messageId());
        service.post(message.json());
        service.post(message.withData("{}").json());

        // The output of a process arrives a moment after its answer.
        var outcomes = Waiting.until("the lines of the message", POLL_INTERVAL)
                .until(() -> outcomesOf(message), lines -> lines.size() >= 5);
        assertThat(outcomes)
                .extracting(line -> line.get("function_name").getAsString().replaceFirst(".*-", "") + " "
                        + line.get("outcome").getAsString())
                .containsExactlyInAnyOrder(
                        "PostMessageFunction accepted",
                        "ProcessMessageFunction stored",
                        "GetMessageFunction found",
                        "PostMessageFunction already_stored",
                        "PostMessageFunction refused");
        assertThat(outcomes).allSatisfy(line -> {
            assertThat(line.get("company_id").getAsString()).isEqualTo(message.companyId());
            assertThat(line.get("duration_ms").getAsDouble()).isPositive();
            assertThat(line.keySet())
                    .contains("function_request_id", "xray_trace_id", "cold_start", "level", "message", "timestamp");
        });
    }

    /** Returns the outcomes of a message, without the GETs that came before it was stored, and without redeliveries. */
    private List<JsonObject> outcomesOf(SampleMessage message) {
        return linesOf("message_id", message.messageId())
                .filter(line -> line.has("outcome"))
                .filter(line -> !(line.get("function_name").getAsString().endsWith("ProcessMessageFunction")
                        && line.get("outcome").getAsString().equals("already_stored")))
                .filter(line ->
                        !line.has("reason") || !line.get("reason").getAsString().equals("message-not-found"))
                .toList();
    }

    @Test
    void theRequestIdOfAProblemFindsItsLineInTheLog() {
        var problem = JsonParser.parseString(service.post("{").body()).getAsJsonObject();

        var lines = Waiting.until("the line of the request", POLL_INTERVAL)
                .until(
                        () -> linesOf("request_id", problem.get("request_id").getAsString())
                                // The access log has a line of the request too.
                                .filter(line -> line.has("outcome"))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.get("outcome").getAsString()).isEqualTo("refused");
            assertThat(line.get("reason").getAsString()).isEqualTo("malformed-body");
            assertThat(line.get("status").getAsInt()).isEqualTo(400);
            assertThat(line.get("company_id").getAsString()).isEqualTo(SampleMessage.COMPANY);
        });
    }

    @Test
    void outcomesAreCountedInTheMetricsOfTheStack() {
        var before = List.of(total("Accepted"), total("Stored"), total("Duplicate"), total("Conflict"), rejected());
        var message = SampleMessage.unique();
        service.post(message.json());
        service.awaitMessage(message.messageId());
        service.post(message.json());
        service.post(message.withData("{}").json());

        // Other tests use the same stack at the same time.
        Waiting.until("the metrics are recorded", POLL_INTERVAL)
                .untilAsserted(() -> assertThat(List.of(
                                total("Accepted"), total("Stored"), total("Duplicate"), total("Conflict"), rejected()))
                        .zipSatisfy(before, (now, then) -> assertThat(now).isGreaterThanOrEqualTo(then + 1)));
        assertThat(service.local().metrics().total(metric("AcceptedToStored", Map.of()), Statistic.Simple.MAXIMUM))
                .isPositive();
    }

    private double rejected() {
        return service.local().metrics().total(metric("Rejected", Map.of("Reason", "conflict")), Statistic.Simple.SUM);
    }

    private double total(String name) {
        return service.local().metrics().total(metric(name, Map.of()), Statistic.Simple.SUM);
    }

    private static Metric metric(String name, Map<String, String> reason) {
        var dimensions = new HashMap<>(reason);
        dimensions.put("Stack", "order-messages");
        return new Metric("OrderMessages", name, dimensions);
    }

    /** Returns the lines of the functions' logs that have a member with a value. */
    private Stream<JsonObject> linesOf(String member, String value) {
        return service.logs()
                .lines()
                // The last line may be written now.
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line ->
                        line.has(member) && line.get(member).getAsString().equals(value));
    }
}
