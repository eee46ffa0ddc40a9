package ordermessage.bench.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import ordermessage.bench.console.ConsoleReport.Pair;
import ordermessage.bench.console.Turn.BrowserUse;
import ordermessage.bench.report.Goal;
import org.junit.jupiter.api.Test;

/** Tests the report about the console. */
class ConsoleReportTest {
    private final ConsoleReport report = new ConsoleReport(
            170,
            List.of(
                    new Pair(without(80, 200, 210), with(76, 210, 215, 60)),
                    new Pair(without(50, 220, 225), with(48, 215, 220, 90, 230)),
                    new Pair(without(100, 225, 226), with(99, 226, 240))));

    @Test
    void theTableHasTheMedianOfTheTurnsAndTheLeastAndGreatestValue() {
        assertThat(report.text())
                .containsPattern("messages stored a second +1/s +80.0 \\(50.0–100\\) +76.0 \\(48.0–99.0\\)")
                .containsPattern("longest task of the page +ms +60.0 \\(0.00–230\\)")
                .containsPattern("long tasks of the page +tasks +1.00 \\(0.00–2.00\\)");
        assertThat(report.csv())
                .contains("\"messages stored a second\",1/s,\"without the page\",80.000,50.000,100.000")
                .doesNotContain("NaN");
    }

    @Test
    void eachTurnWithThePageIsComparedWithItsNeighbour() {
        assertThat(report.text()).contains("0.96 (0.95–0.99)");
    }

    @Test
    void theGoalsAreTheMedianOfTheRatiosTheLongestTaskAndTheGrowthSinceTheStart() {
        assertThat(report.goals())
                .extracting(Goal::toString)
                .satisfiesExactly(
                        ratio -> assertThat(ratio).startsWith("met ").contains("0.96"),
                        task -> assertThat(task).startsWith("NOT MET").contains("230.00"),
                        memory -> assertThat(memory).startsWith("met ").contains("70.00"));
    }

    private static Turn without(double rate, double memoryBefore, double memoryAfter) {
        return new Turn(rate, 3, memoryBefore, memoryAfter, Optional.empty());
    }

    private static Turn with(double rate, double memoryBefore, double memoryAfter, double... longTasks) {
        return new Turn(
                rate,
                3,
                memoryBefore,
                memoryAfter,
                Optional.of(new BrowserUse(1, DoubleStream.of(longTasks).boxed().toList())));
    }
}
