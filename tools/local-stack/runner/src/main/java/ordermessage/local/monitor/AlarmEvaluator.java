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
 * Evaluates an alarm as CloudWatch does, with these simplifications: it looks at whole minutes that have ended, and
 * no older periods are looked at instead of a period without data.
 */
final class AlarmEvaluator {
    private final Metrics metrics;
    private final Alarm alarm;
    private final Expression expression;

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
                            .formatted(alarm.expression(), ids.first()));
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
        var breaching = values.stream().filter(this::isBreaching).count();
        var state = breaching >= alarm.datapointsToAlarm() ? AlarmState.ALARM : AlarmState.OK;
        return new AlarmStatus(alarm.logicalId(), state, now, reason(values));
    }

    private boolean isBreaching(OptionalDouble value) {
        return value.isPresent()
                ? alarm.comparison().isBreached(value.getAsDouble(), alarm.threshold())
                : alarm.missingIsBreaching();
    }

    private boolean isMeasured() {
        return alarm.statistics().stream().anyMatch(statistic -> metrics.isMeasured(statistic.metric()));
    }

    /** Returns the values of the evaluation periods, the latest first. */
    private List<OptionalDouble> latestValues(Instant now) {
        var period = alarm.statistics().getFirst().period();
        var values = new ArrayList<OptionalDouble>();
        var end = now.truncatedTo(ChronoUnit.MINUTES);
        for (var i = 0; i < alarm.evaluationPeriods(); i++) {
            values.add(value(end.minus(period), end));
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

    private String reason(List<OptionalDouble> values) {
        if (values.stream().allMatch(OptionalDouble::isEmpty)) {
            return "no data";
        }
        var seen = values.stream()
                .map(value -> value.isPresent() ? number(value.getAsDouble()) : "-")
                .collect(Collectors.joining(" "));
        return "needs %d of %d values %s %s; the latest first: %s"
                .formatted(
                        alarm.datapointsToAlarm(),
                        alarm.evaluationPeriods(),
                        alarm.comparison().sign(),
                        number(alarm.threshold()),
                        seen);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
