package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Alarm;
import ordermessage.local.template.Resource.Comparison;
import ordermessage.local.template.Resource.CompositeAlarm;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Resource.MetricStatistic;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Statistic;
import ordermessage.local.template.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorTest {
    private static final Metric ERRORS = new Metric("AWS/Tests", "Errors", Map.of());
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final Metrics metrics = new Metrics(clock);
    private final List<String> output = new ArrayList<>();

    @Test
    void anAlarmFiresWhenEnoughPeriodsBreachAndEndsWhenTheyDoNot() {
        var monitor = monitor(alarm(Comparison.GREATER, 1, 3, 2));
        record(monitor, 2);
        assertThat(monitor.firing()).isEmpty();
        record(monitor, 1);
        assertThat(monitor.firing()).isEmpty();
        record(monitor, 5);
        assertThat(monitor.firing()).containsExactly("Failing");
        record(monitor, 0);
        assertThat(monitor.firing()).isEmpty();
        assertThat(output)
                .containsExactly(
                        "Alarm Failing fires: needs 2 of 3 values > 1; the latest first: 5 1 2",
                        "Alarm Failing has ended");
    }

    @Test
    void theThresholdItselfBreachesOnlyWithGreaterOrEqual() {
        var monitor = monitor(alarm(Comparison.GREATER_OR_EQUAL, 1, 1, 1));
        record(monitor, 1);
        assertThat(monitor.firing()).containsExactly("Failing");
    }

    @Test
    void theMinuteThatHasNotEndedDoesNotCount() {
        var monitor = monitor(alarm(Comparison.GREATER, 1, 1, 1));
        metrics.record(ERRORS, 9);
        monitor.update();
        assertThat(monitor.firing()).isEmpty();
    }

    @Test
    void periodsWithoutDataDoNotBreach() {
        var monitor = monitor(alarm(Comparison.GREATER, 1, 1, 1));
        record(monitor, 9);
        assertThat(monitor.firing()).containsExactly("Failing");
        clock.advance(MINUTE);
        monitor.update();
        assertThat(monitor.firing()).isEmpty();
    }

    @Test
    void aPeriodWithoutDataBreachesIfTheAlarmSaysSo() {
        var alarm = new Alarm(
                "Silent",
                List.of(new MetricStatistic("value", ERRORS, MINUTE, Statistic.Simple.SUM)),
                "value",
                Comparison.GREATER,
                1,
                3,
                2,
                true);
        var monitor = monitor(alarm);
        record(monitor, 0);
        record(monitor, 0);
        assertThat(monitor.firing()).isEmpty();
        clock.advance(MINUTE);
        monitor.update();
        assertThat(monitor.firing()).isEmpty();
        clock.advance(MINUTE);
        monitor.update();
        assertThat(monitor.firing()).containsExactly("Silent");
    }

    @Test
    void aPeriodOfSeveralMinutesMovesWithEachMinute() {
        var alarm = new Alarm(
                "Failing",
                List.of(new MetricStatistic("value", ERRORS, Duration.ofMinutes(5), Statistic.Simple.SUM)),
                "value",
                Comparison.GREATER,
                10,
                1,
                1,
                false);
        var monitor = monitor(alarm);
        record(monitor, 6);
        assertThat(monitor.firing()).isEmpty();
        record(monitor, 6);
        assertThat(monitor.firing()).containsExactly("Failing");
        clock.advance(Duration.ofMinutes(4));
        monitor.update();
        assertThat(monitor.firing()).isEmpty();
    }

    @Test
    void anAlarmOnAMetricOfAwsThatNobodyRecordsIsNotMeasured() {
        var monitor = monitor(alarm(Comparison.GREATER, 1, 1, 1));
        monitor.update();
        assertThat(monitor.alarms()).extracting(AlarmStatus::state).containsExactly(AlarmState.NOT_MEASURED);
        metrics.declare(ERRORS);
        monitor.update();
        assertThat(monitor.alarms()).extracting(AlarmStatus::state).containsExactly(AlarmState.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RATE(value)   | The expression 'RATE(value)' is not supported on one machine: RATE",
                "value / other | The expression 'value / other' has the id other, which is not that of a metric",
                "IF(value > 1, FILL(other, 0), 0) | The expression 'IF(value > 1, FILL(other, 0), 0)' has the id other, which is not that of a metric",
            })
    void anExpressionThatCannotBeEvaluatedIsRefusedWithTheNameOfItsAlarm(String expression, String problem) {
        var alarm = new Alarm(
                "Failing",
                List.of(new MetricStatistic("value", ERRORS, MINUTE, Statistic.Simple.SUM)),
                expression,
                Comparison.GREATER,
                1,
                1,
                1,
                false);

        assertThatThrownBy(() -> monitor(alarm))
                .isInstanceOf(TemplateException.class)
                .hasMessage("Failing: " + problem);
    }

    @Test
    void aCompositeAlarmFiresWhileOneOfItsAlarmsFires() {
        var composite = new CompositeAlarm("Affected", List.of("Failing"));
        var monitor = monitor(alarm(Comparison.GREATER, 1, 1, 1), composite);
        record(monitor, 9);
        assertThat(monitor.firing()).containsExactly("Affected", "Failing");
        record(monitor, 0);
        assertThat(monitor.firing()).isEmpty();
    }

    @Test
    void anAlarmKeepsTheTimeOfItsLastStateChange() {
        var monitor = monitor(alarm(Comparison.GREATER, 1, 1, 1));
        record(monitor, 9);
        var fired = clock.instant();
        record(monitor, 9);
        assertThat(monitor.alarms())
                .singleElement()
                .satisfies(status -> assertThat(status.since()).isEqualTo(fired));
    }

    @Test
    void theStatusIsReadAsItWasWrittenAndShownAsATable(@TempDir Path folder) throws Exception {
        var time = Instant.parse("2026-11-26T12:00:00Z");
        var content = new AlarmFile.Content(
                time,
                List.of(
                        new AlarmStatus("Failing", AlarmState.ALARM, time, "9 > 1"),
                        new AlarmStatus("Other", AlarmState.NOT_MEASURED, time, "no metric")));
        var file = new AlarmFile(folder.resolve("alarms.json"));
        file.write(content);

        assertThat(file.read()).isEqualTo(content);
        assertThat(AlarmTable.lines(file.read(), time, ZoneOffset.UTC))
                .map(line -> line.replaceAll(" +", " "))
                .containsExactly(
                        "ALARM STATE SINCE REASON",
                        "Failing alarm 12:00:00 9 > 1",
                        "Other not measured 12:00:00 no metric");
        assertThat(AlarmTable.lines(file.read(), time.plusSeconds(61), ZoneOffset.UTC))
                .first()
                .isEqualTo("make run does not run any more. This is the status at 12:00:00.");
    }

    /** Records a value, and evaluates the alarms a minute later. */
    private void record(Monitor monitor, double value) {
        metrics.record(ERRORS, value);
        clock.advance(MINUTE);
        monitor.update();
    }

    private Monitor monitor(Resource... alarms) {
        return new Monitor(new Stack(List.of(alarms), Map.of(), List.of()), metrics, () -> {}, clock, output::add);
    }

    private static Alarm alarm(Comparison comparison, double threshold, int periods, int datapoints) {
        return new Alarm(
                "Failing",
                List.of(new MetricStatistic("value", ERRORS, MINUTE, Statistic.Simple.SUM)),
                "value",
                comparison,
                threshold,
                periods,
                datapoints,
                false);
    }
}
