package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Statistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsTest {
    private static final Metric METRIC = new Metric("Tests", "Size", Map.of("Stack", "a"));

    private final TestClock clock = new TestClock();
    private final Metrics metrics = new Metrics(clock);

    @ParameterizedTest
    @CsvSource({
        "SampleCount, 100",
        "Sum, 5050",
        "Average, 50.5",
        "Minimum, 1",
        "Maximum, 100",
        "p0, 1",
        "p50, 50",
        "p98.5, 99",
        "p99, 99",
        "p100, 100"
    })
    void aMinuteHasItsStatistics(String statistic, double value) {
        IntStream.rangeClosed(1, 100).forEach(size -> metrics.record(METRIC, size));

        assertThat(thisMinute(statistic)).hasValue(value);
    }

    @Test
    void aPercentileOfManyValuesIsThatOfASample() {
        IntStream.rangeClosed(1, 100_000).forEach(size -> metrics.record(METRIC, size));

        assertThat(thisMinute("p50").orElseThrow()).isBetween(40_000.0, 60_000.0);
        assertThat(thisMinute("Maximum")).hasValue(100_000);
        assertThat(thisMinute("SampleCount")).hasValue(100_000);
    }

    @Test
    void valuesOfOtherDimensionsDoNotCount() {
        metrics.record(new Metric("Tests", "Size", Map.of("Stack", "b")), 1);

        assertThat(thisMinute("Sum")).isEmpty();
    }

    @Test
    void severalMinutesAreOnePeriod() {
        metrics.record(METRIC, 1);
        clock.advance(Duration.ofMinutes(4));
        metrics.record(METRIC, 2);
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);

        assertThat(metrics.statistic(METRIC, Statistic.Simple.SUM, minute.minus(Duration.ofMinutes(4)), minute))
                .hasValue(1);
        assertThat(metrics.statistic(
                        METRIC,
                        Statistic.Simple.SUM,
                        minute.minus(Duration.ofMinutes(4)),
                        minute.plus(Duration.ofMinutes(1))))
                .hasValue(3);
    }

    @Test
    void valuesOfMoreThanAnHourAgoAreForgottenButStayInTheTotal() {
        metrics.record(METRIC, 1);
        var first = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        clock.advance(Duration.ofMinutes(61));
        metrics.record(METRIC, 2);

        assertThat(metrics.statistic(METRIC, Statistic.Simple.SUM, first, first.plus(Duration.ofMinutes(1))))
                .isEmpty();
        assertThat(metrics.total(METRIC, Statistic.Simple.SUM)).isEqualTo(3);
    }

    /** An alarm may look at the sixty minutes before the current one. */
    @Test
    void theSixtyMinutesBeforeTheCurrentOneAreKept() {
        var first = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        metrics.record(METRIC, 1);
        clock.advance(Duration.ofMinutes(60));
        metrics.record(METRIC, 2);

        assertThat(metrics.statistic(METRIC, Statistic.Simple.SUM, first, first.plus(Duration.ofMinutes(60))))
                .hasValue(1);
    }

    @Test
    void theNumberOfMetricsIsLimited() {
        IntStream.range(0, 1000).forEach(number -> metrics.record(new Metric("Tests", "Number" + number, Map.of()), 1));
        metrics.record(METRIC, 1);

        assertThat(thisMinute("Sum")).isEmpty();
    }

    private OptionalDouble thisMinute(String statistic) {
        var minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        return metrics.statistic(
                METRIC, Statistic.of(statistic).orElseThrow(), minute, minute.plus(Duration.ofMinutes(1)));
    }
}
