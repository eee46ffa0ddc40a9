package ordermessage.bench;

import static org.assertj.core.api.Assertions.assertThat;

import ordermessage.bench.Row.Unit;
import org.junit.jupiter.api.Test;

/** What becomes of the figures of a run. */
class ReportTest {
    private final Measurements measurements = new Measurements();

    @Test
    void aPercentileIsTheNearestRank() {
        var samples = new Samples(new long[] {5_000_000, 1_000_000, 3_000_000, 2_000_000});

        assertThat(samples.percentile(0.5)).isEqualTo(2);
        assertThat(samples.percentile(0.99)).isEqualTo(5);
    }

    @Test
    void aFigureIsTheMedianOfItsRoundsWithLeastAndMost() {
        add(Warm.P50, Variant.SERVICE, 4, 9, 2);

        assertThat(new Table(measurements).text()).contains("4.00 (2.00–9.00)");
        assertThat(new Table(measurements).csv())
                .contains("\"PostMessageFunction\",\"warm p50\",ms,service,4.000,2.000,9.000");
    }

    @Test
    void aGoalIsARatioToTheFloorOfTheSameRun() {
        add(Warm.P50, Variant.SERVICE, 3.1);
        add(Warm.P50, Variant.BASELINE, 2);
        add(Warm.P99, Variant.SERVICE, 9);
        add(Warm.P99, Variant.BASELINE, 3);

        assertThat(new Goals(measurements).all())
                .extracting(Goal::toString)
                .satisfiesExactly(
                        met -> assertThat(met)
                                .startsWith("met ")
                                .contains("warm p50", "1.55")
                                .endsWith("(≤ 1.6)"),
                        destinations -> assertThat(destinations)
                                .startsWith("NOT MET")
                                .contains("warm p99", "3.00")
                                .endsWith("(≤ 2)"));
    }

    @Test
    void whatWasNotMeasuredIsNoGoal() {
        assertThat(new Goals(measurements).all()).isEmpty();
    }

    @Test
    void thePlotHasABarForEachTime() {
        add(Warm.P50, Variant.SERVICE, 3.1);
        add(Warm.P50, Variant.BASELINE, 2);

        assertThat(Plot.of(measurements)).contains("PostMessageFunction: warm p50", "3.10 ms", "2.00 ms");
    }

    private void add(String metric, Variant contestant, double... rounds) {
        for (var round : rounds) {
            measurements.add(new Row(BenchStack.POST, metric, Unit.MILLISECONDS), contestant, round);
        }
    }
}
