package ordermessage.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.bench.result.BenchmarkTarget;
import ordermessage.bench.result.Measurements;
import ordermessage.bench.result.Metric;
import ordermessage.bench.result.Variant;
import org.junit.jupiter.api.Test;

/** Tests the reports about the figures of a run: the table, the goals and the plot. */
class ReportTest {
    private final Measurements measurements = new Measurements();

    @Test
    void theTableHasTheMedianOfTheRoundsAndTheLeastAndGreatestValue() {
        add(Metric.WARM_P50, Variant.SERVICE, 4, 9, 2);

        assertThat(new Table(measurements).text()).contains("4.00 (2.00–9.00)");
        assertThat(new Table(measurements).csv())
                .contains("\"PostMessageFunction\",\"warm p50\",ms,service,4.000,2.000,9.000");
    }

    @Test
    void aGoalIsARatioToTheBaselineOfTheSameRun() {
        add(Metric.WARM_P50, Variant.SERVICE, 2.7);
        add(Metric.WARM_P50, Variant.BASELINE, 2);
        add(Metric.WARM_P99, Variant.SERVICE, 9);
        add(Metric.WARM_P99, Variant.BASELINE, 3);

        assertThat(new Goals(measurements).all())
                .extracting(Goal::toString)
                .satisfiesExactly(
                        p50 -> assertThat(p50)
                                .startsWith("met ")
                                .contains("warm p50", "1.35")
                                .endsWith("(≤ 1.4)"),
                        p99 -> assertThat(p99)
                                .startsWith("NOT MET")
                                .contains("warm p99", "3.00")
                                .endsWith("(≤ 1.5)"));
    }

    @Test
    void thereIsNoGoalForFiguresThatWereNotMeasured() {
        assertThat(new Goals(measurements).all()).isEmpty();
    }

    @Test
    void thePlotHasABarForEachTime() {
        add(Metric.WARM_P50, Variant.SERVICE, 3.1);
        add(Metric.WARM_P50, Variant.BASELINE, 2);

        assertThat(Plot.of(measurements)).contains("PostMessageFunction: warm p50", "3.10 ms", "2.00 ms");
    }

    private void add(Metric metric, Variant variant, double... rounds) {
        for (var value : rounds) {
            measurements.add(BenchmarkTarget.POST_FUNCTION, metric, variant, value);
        }
    }
}
