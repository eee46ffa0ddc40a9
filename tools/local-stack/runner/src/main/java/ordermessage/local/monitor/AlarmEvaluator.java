package ordermessage.local.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import ordermessage.local.template.Resource.Alarm;
import ordermessage.local.template.TemplateException;

/**
 * Evaluates an alarm as CloudWatch does, with these simplifications: it looks at whole minutes that have ended, and it
 * does not replace a period without data by an older period.
 */
final class AlarmEvaluator {
    private final Metrics metrics;
    private final Alarm alarm;
    private final Expression expression;

    /**
     * The value of a period.
     *
     * @param number empty if the period has no data
     */
    private record Value(OptionalDouble number) {
        boolean isBreaching(Alarm alarm) {
            return number.isPresent()
                    ? alarm.comparison().isBreached(number.getAsDouble(), alarm.threshold())
                    : alarm.missingIsBreaching();
        }

        String text() {
            return number.isPresent() ? AlarmEvaluator.text(number.getAsDouble()) : "-";
        }
    }

    /** @throws TemplateException when the alarm's expression is not supported */
    AlarmEvaluator(Metrics metrics, Alarm alarm) {
        this.metrics = metrics;
        this.alarm = alarm;
        this.expression = parsed(alarm);
    }

    private static Expression parsed(Alarm alarm) {
        try {
            var expression = Expression.parse(alarm.expression());
            var ids = Expression.ids(expression);
            alarm.statistics().forEach(statistic -> ids.remove(statistic.id()));
            if (ids.isEmpty()) {
                return expression;
            }
            throw new TemplateException(
                    alarm.logicalId(),
                    "The expression '%s' has the id %s, which is not that of a metric"
                            .formatted(alarm.expression(), ids.getFirst()));
        } catch (IllegalArgumentException e) {
            throw new TemplateException(alarm.logicalId(), e.getMessage());
        }
    }

    /** Returns the alarm's status at a time; its state has begun at that time. */
    AlarmStatus evaluate(Instant now) {
        if (!isMeasured()) {
            return new AlarmStatus(alarm.logicalId(), AlarmState.NOT_MEASURED, now, "not measured on one machine");
        }
        var values = latestValues(now);
        var breaching =
                values.stream().filter(value -> value.isBreaching(alarm)).count();
        var state = breaching >= alarm.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
        return new AlarmStatus(alarm.logicalId(), state, now, reason(values));
    }

    private boolean isMeasured() {
        return alarm.statistics().stream().anyMatch(statistic -> metrics.isMeasured(statistic.metric()));
    }

    /** Returns the values of the evaluation periods, the latest first. */
    private List<Value> latestValues(Instant now) {
        var period = alarm.statistics().getFirst().period();
        var values = new ArrayList<Value>();
        var end = now.truncatedTo(ChronoUnit.MINUTES);
        for (var i = 0; i < alarm.evaluationPeriods(); i++) {
            values.add(new Value(value(end.minus(period), end)));
            end = end.minus(period);
        }
        return values;
    }

    private OptionalDouble value(Instant from, Instant to) {
        var values = new HashMap<String, Double>();
        for (var statistic : alarm.statistics()) {
            metrics.statistic(statistic.metric(), statistic.statistic(), from, to)
                    .ifPresent(value -> values.put(statistic.id(), value));
        }
        return values.isEmpty() ? OptionalDouble.empty() : Expression.evaluate(expression, values);
    }

    private String reason(List<Value> values) {
        if (values.stream().allMatch(value -> value.number().isEmpty())) {
            return "no data";
        }
        var seen = values.stream().map(Value::text).collect(Collectors.joining(" "));
        return "needs %d of %d values %s %s; the latest first: %s"
                .formatted(
                        alarm.datapointsToAlarm(),
                        alarm.evaluationPeriods(),
                        alarm.comparison().sign(),
                        text(alarm.threshold()),
                        seen);
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
