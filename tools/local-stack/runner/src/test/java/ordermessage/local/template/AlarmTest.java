package ordermessage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource.Comparison;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Resource.MetricStatistic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the reading of alarms. */
class AlarmTest {
    private static final String SIMPLE = """
            Resources:
              Queue: {Type: AWS::SQS::Queue}
              Waiting:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Namespace: AWS/SQS
                  MetricName: ApproximateAgeOfOldestMessage
                  Dimensions: [{Name: QueueName, Value: !GetAtt Queue.QueueName}]
                  Statistic: Maximum
                  Period: 60
                  ComparisonOperator: GreaterThanThreshold
                  Threshold: 600
                  EvaluationPeriods: 3
                  TreatMissingData: notBreaching
                  AlarmActions: [!Ref TopicThatIsNotHere]
            """;

    private static final String MATH = """
            Resources:
              Failing:
                Type: AWS::CloudWatch::Alarm
                Properties:
                  Metrics:
                    - {Id: rate, Expression: 100 * errors / requests}
                    - Id: errors
                      ReturnData: false
                      MetricStat: {Metric: {Namespace: N, MetricName: Errors}, Period: 300, Stat: Sum}
                    - Id: requests
                      ReturnData: false
                      MetricStat: {Metric: {Namespace: N, MetricName: Took}, Period: 300, Stat: SampleCount}
                  ComparisonOperator: GreaterThanOrEqualToThreshold
                  Threshold: 0.5
                  EvaluationPeriods: 5
                  DatapointsToAlarm: 3
                  TreatMissingData: notBreaching
            """;

    @Test
    void anAlarmOnAMetricIsRead() {
        var age = new Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", Map.of("QueueName", "order-messages-Queue"));

        assertThat(stack(SIMPLE).alarms())
                .containsExactly(new Resource.Alarm(
                        "Waiting",
                        List.of(new MetricStatistic("value", age, Duration.ofMinutes(1), Statistic.Simple.MAXIMUM)),
                        "value",
                        Comparison.GREATER,
                        600,
                        3,
                        3,
                        false));
    }

    @Test
    void anAlarmOnAnExpressionIsRead() {
        var alarm = stack(MATH).alarms();

        assertThat(alarm)
                .containsExactly(new Resource.Alarm(
                        "Failing",
                        List.of(
                                new MetricStatistic(
                                        "errors",
                                        new Metric("N", "Errors", Map.of()),
                                        Duration.ofMinutes(5),
                                        Statistic.Simple.SUM),
                                new MetricStatistic(
                                        "requests",
                                        new Metric("N", "Took", Map.of()),
                                        Duration.ofMinutes(5),
                                        Statistic.Simple.SAMPLE_COUNT)),
                        "100 * errors / requests",
                        Comparison.GREATER_OR_EQUAL,
                        0.5,
                        5,
                        3,
                        false));
    }

    @Test
    void anAlarmThatFiresWithoutDataIsRead() {
        assertThat(stack(SIMPLE.replace("notBreaching", "breaching")).alarms())
                .extracting(Resource.Alarm::missingIsBreaching)
                .containsExactly(true);
    }

    @Test
    void aCompositeAlarmIsReadWithItsAlarms() {
        var stack = stack(SIMPLE + """
                  Affected:
                    Type: AWS::CloudWatch::CompositeAlarm
                    Properties: {AlarmRule: !Sub 'ALARM("${Waiting}") OR ALARM(${Waiting})'}
                """);

        assertThat(stack.compositeAlarms())
                .containsExactly(new Resource.CompositeAlarm("Affected", List.of("Waiting", "Waiting")));
        assertThat(stack.unsupported()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "notBreaching         | missing           | Waiting.TreatMissingData: must be breaching or notBreaching on one machine",
                "GreaterThanThreshold | LessThanThreshold | Waiting.ComparisonOperator: is not supported on one machine",
                "'Period: 60'         | 'Period: 10'      | Waiting.Period: is not a number of whole minutes",
                "'Threshold: 600'     | 'Threshold: many' | Waiting.Threshold: is not a number",
                "'Periods: 3'         | 'Periods: 0'      | Waiting.EvaluationPeriods: is not a number above 0",
                "'Periods: 3'         | 'Periods: 61'     | Waiting.EvaluationPeriods: are more than one hour together, which is not supported on one machine",
                "'Statistic: Maximum' | 'Statistic: IQM'  | Waiting.Statistic: IQM is not supported on one machine",
                "'Statistic: Maximum' | 'ExtendedStatistic: tm99' | Waiting.ExtendedStatistic: tm99 is not supported on one machine",
                "'Statistic: Maximum' | 'ExtendedStatistic: p101' | Waiting.ExtendedStatistic: p101 is not supported on one machine",
                "'Statistic: Maximum' | 'Unit: Seconds'   | Waiting.Statistic: is missing",
            })
    void anAlarmThatCannotBeEvaluatedIsRefused(String part, String replacement, String problem) {
        assertThatThrownBy(() -> stack(SIMPLE.replace(part, replacement))).hasMessage(problem);
    }

    @Test
    void aPercentileMayHaveAPeriodOfOneMinuteAndNotMore() {
        var percentile = SIMPLE.replace("Statistic: Maximum", "ExtendedStatistic: p99");

        assertThat(stack(percentile).alarms())
                .flatExtracting(Resource.Alarm::statistics)
                .extracting(MetricStatistic::statistic)
                .containsExactly(new Statistic.Percentile(99));
        assertThatThrownBy(() -> stack(percentile.replace("Period: 60", "Period: 120")))
                .hasMessage("Waiting.ExtendedStatistic: p99 of more than one minute is not supported on one machine");
    }

    @Test
    void anAlarmMayLookAtOneHour() {
        var alarms = stack(MATH.replace("EvaluationPeriods: 5", "EvaluationPeriods: 12"))
                .alarms();

        assertThat(alarms)
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.evaluationPeriods()).isEqualTo(12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "300                | 60               | Failing.Metrics: have different periods, which is not supported on one machine",
                "Sum                | p99              | Failing.Metrics.MetricStat.Stat: p99 of more than one minute is not supported on one machine",
                "Sum                | TM(10:90)        | Failing.Metrics.MetricStat.Stat: TM(10:90) is not supported on one machine",
                "'Expression: 100'  | 'Label: 100'     | Failing.Metrics: have 0 expressions; one machine supports one",
                "ReturnData: false  | Expression: rate | Failing.Metrics: have 2 expressions; one machine supports one",
                "ToAlarm: 3         | ToAlarm: 0       | Failing.DatapointsToAlarm: is not a number from 1 to 5",
                "ToAlarm: 3         | ToAlarm: 6       | Failing.DatapointsToAlarm: is not a number from 1 to 5",
            })
    void anAlarmOnAnExpressionThatCannotBeEvaluatedIsRefused(String part, String replacement, String problem) {
        assertThatThrownBy(() -> stack(MATH.replaceFirst(part, replacement))).hasMessage(problem);
    }

    private static Stack stack(String text) {
        var names = new LocalNames(
                URI.create("http://127.0.0.1:9324"),
                URI.create("http://127.0.0.1:3000"),
                URI.create("http://127.0.0.1:9229"));
        return Template.parse("template.yaml", text).stack(Map.of(), names);
    }
}
