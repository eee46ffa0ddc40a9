package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ordermessage.local.template.Stack;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Metrics metrics = new Metrics(new TestClock());
    private final EmbeddedMetrics functions = new EmbeddedMetrics(metrics);
    private final Summary summary = new Summary(new Stack(List.of(), Map.of(), List.of()), "stack", metrics);

    @Test
    void theMessagesOfTheServiceAreCountedWithTheirReasons() {
        emit("\"Accepted\":5", "", "Accepted");
        emit("\"Rejected\":1", "invalid", "Rejected");
        emit("\"Rejected\":1", "conflict", "Rejected");
        emit("\"Rejected\":1", "conflict", "Rejected");
        emit("\"Stored\":3,\"Duplicate\":1,\"Redelivered\":2", "", "Stored", "Duplicate", "Redelivered");
        emit("\"DeadLettered\":1,\"Conflict\":4", "unreadable", "DeadLettered", "Conflict");
        emit("\"AcceptedToStored\":[10,20,400]", "", "AcceptedToStored");

        assertThat(summary.lines())
                .containsExactly(
                        "Messages: 5 accepted, 3 refused (2 conflict, 1 invalid); 3 stored, 1 duplicates, 4 conflicts,"
                                + " 1 dead-lettered (1 unreadable), 2 redelivered",
                        "Accepted to stored: p50 20 ms, p99 400 ms, at most 400 ms");
    }

    @Test
    void aServiceThatHasCountedNoMessagesHasNoLineForThem() {
        assertThat(summary.lines()).isEmpty();
    }

    /** Prints a line as the service's functions print it. */
    private void emit(String values, String reason, String... names) {
        var definitions =
                List.of(names).stream().map("{\"Name\":\"%s\"}"::formatted).toList();
        var dimensions = reason.isEmpty() ? "[[\"Stack\"]]" : "[[\"Stack\"],[\"Stack\",\"Reason\"]]";
        assertThat(functions.record("""
                        {"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"OrderMessages","Metrics":%s,\
                        "Dimensions":%s}]},"Stack":"stack","Reason":"%s",%s}""".formatted(definitions, dimensions, reason, values)))
                .isTrue();
    }
}
