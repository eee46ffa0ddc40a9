package ordermessage.local.template;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an {@code AWS::CloudWatch::Alarm}, with a metric or with an expression of metrics. */
final class AlarmReader {
    /** The id of the metric of an alarm without an expression. */
    private static final String ONLY_METRIC = "value";

    private static final Duration ONE_MINUTE = Duration.ofMinutes(1);

    private AlarmReader() {}

    static Resource.Alarm read(String logicalId, Section section) {
        section.ignore("AlarmName", "AlarmDescription", "ActionsEnabled", "Tags", "Unit");
        section.ignore("AlarmActions", "OKActions", "InsufficientDataActions");
        var statistics = statistics(section);
        var periods = periods(section, statistics);
        return new Resource.Alarm(
                logicalId,
                statistics,
                expression(section),
                comparison(section),
                number(section, "Threshold"),
                periods,
                datapoints(section, periods),
                missingIsBreaching(section));
    }

    /** Returns the number of evaluation periods. */
    private static int periods(Section section, List<Resource.MetricStatistic> statistics) {
        var periods = count(section, "EvaluationPeriods");
        var lengths = statistics.stream()
                .map(Resource.MetricStatistic::period)
                .distinct()
                .toList();
        if (lengths.size() > 1) {
            throw section.error("Metrics", "have different periods, which is not supported on one machine");
        }
        if (lengths.stream()
                .anyMatch(length -> length.multipliedBy(periods).compareTo(Resource.Alarm.LONGEST_TIME) > 0)) {
            throw section.error(
                    "EvaluationPeriods", "are more than one hour together, which is not supported on one machine");
        }
        return periods;
    }

    private static int datapoints(Section section, int periods) {
        var datapoints = section.integer("DatapointsToAlarm").orElse(periods);
        if (datapoints < 1 || datapoints > periods) {
            throw section.error("DatapointsToAlarm", "is not a number from 1 to " + periods);
        }
        return datapoints;
    }

    private static boolean missingIsBreaching(Section section) {
        return switch (section.required("TreatMissingData")) {
            case "breaching" -> true;
            case "notBreaching" -> false;
            default -> throw section.error("TreatMissingData", "must be breaching or notBreaching on one machine");
        };
    }

    private static List<Resource.MetricStatistic> statistics(Section section) {
        if (!section.has("Metrics")) {
            var property = section.has("ExtendedStatistic") ? "ExtendedStatistic" : "Statistic";
            return List.of(metricStatistic(ONLY_METRIC, section, section, property));
        }
        return section.parts("Metrics").stream()
                .filter(query -> query.has("MetricStat"))
                .map(AlarmReader::metricStatistic)
                .toList();
    }

    private static Resource.MetricStatistic metricStatistic(Section query) {
        var stat = query.part("MetricStat");
        return metricStatistic(query.required("Id"), stat.part("Metric"), stat, "Stat");
    }

    /**
     * Reads a statistic.
     *
     * @param metric the section with the metric
     * @param section the section with the period and the statistic
     * @param property the property with the statistic
     */
    private static Resource.MetricStatistic metricStatistic(
            String id, Section metric, Section section, String property) {
        var name = section.required(property);
        var statistic = Statistic.of(name)
                .orElseThrow(() -> section.error(property, name + " is not supported on one machine"));
        var period = period(section);
        // The values of several minutes give no fair sample, see the monitor's Values.
        if (statistic instanceof Statistic.Percentile && period.compareTo(ONE_MINUTE) > 0) {
            throw section.error(property, name + " of more than one minute is not supported on one machine");
        }
        return new Resource.MetricStatistic(id, metric(metric), period, statistic);
    }

    private static Resource.Metric metric(Section section) {
        var dimensions = new LinkedHashMap<String, String>();
        section.parts("Dimensions")
                .forEach(dimension -> dimensions.put(dimension.required("Name"), dimension.required("Value")));
        return new Resource.Metric(section.required("Namespace"), section.required("MetricName"), dimensions);
    }

    private static String expression(Section section) {
        if (!section.has("Metrics")) {
            return ONLY_METRIC;
        }
        var expressions = section.parts("Metrics").stream()
                .map(query -> query.text("Expression"))
                .flatMap(Optional::stream)
                .toList();
        if (expressions.size() != 1) {
            throw section.error(
                    "Metrics", "have %d expressions; one machine supports one".formatted(expressions.size()));
        }
        return expressions.getFirst();
    }

    private static Resource.Comparison comparison(Section section) {
        var operators = Map.of(
                "GreaterThanThreshold", Resource.Comparison.GREATER,
                "GreaterThanOrEqualToThreshold", Resource.Comparison.GREATER_OR_EQUAL);
        return Optional.ofNullable(operators.get(section.required("ComparisonOperator")))
                .orElseThrow(() -> section.error("ComparisonOperator", "is not supported on one machine"));
    }

    private static Duration period(Section section) {
        var period = Duration.ofSeconds(count(section, "Period"));
        if (period.toSecondsPart() != 0) {
            throw section.error("Period", "is not a number of whole minutes");
        }
        return period;
    }

    private static int count(Section section, String property) {
        return section.integer(property)
                .filter(count -> count > 0)
                .orElseThrow(() -> section.error(property, "is not a number above 0"));
    }

    private static double number(Section section, String property) {
        try {
            return Double.parseDouble(section.required(property));
        } catch (NumberFormatException e) {
            throw section.error(property, "is not a number");
        }
    }
}
