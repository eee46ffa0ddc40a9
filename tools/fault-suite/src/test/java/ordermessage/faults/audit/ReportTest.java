package ordermessage.faults.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests what the report says of the faults. */
class ReportTest {
    @Test
    void theReportSaysHowManyScheduledFaultsTookEffect() {
        var faults = Map.of("S3 throttles", new FaultCount(7, 6), "poison record", new FaultCount(1_200, 1_200));

        var report = new Report(1, Duration.ofSeconds(9), faults, 0, 0, 0, 0, 0, Map.of(), Map.of(), List.of());

        assertThat(report.text().lines())
                .contains(
                        "| fault: S3 throttles | 6 of 7 |",
                        "| fault: poison record | 1,200 |",
                        "| faults | 1,206 of 1,207 |");
    }
}
