package ordermessage.template;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the alarms of the template against the functions and against the runbook in docs/operations.md. */
class AlarmsTest {
    private static final SamTemplate TEMPLATE = SamTemplate.read();
    private static final Map<String, YamlNode> METRIC_ALARMS = TEMPLATE.resourcesOf("AWS::CloudWatch::Alarm");
    private static final Map<String, YamlNode> ALARMS = new LinkedHashMap<>(METRIC_ALARMS);

    static {
        ALARMS.putAll(TEMPLATE.resourcesOf("AWS::CloudWatch::CompositeAlarm"));
    }

    /** One sentence, then the address of the section. */
    private static final Pattern DESCRIPTION = Pattern.compile("[A-Z][^.]*\\. \\$\\{RunbookUrl}#(alarm-[a-z-]+)");

    /** The synthetic check has an alarm of its own, which also fires when it is throttled or does not end in time. */
    static List<TemplateFunction> functions() {
        return TEMPLATE.serviceFunctions();
    }

    @Test
    void everyAlarmLinksToItsSectionOfTheRunbookAndEverySectionHasAnAlarm() {
        assertThat(ALARMS)
                .allSatisfy((name, alarm) -> assertThat(description(alarm)).matches(DESCRIPTION));
        var linked = ALARMS.values().stream().map(AlarmsTest::section).collect(toSet());

        assertThat(linked).isEqualTo(sectionsOfTheRunbook());
    }

    @Test
    void everyAlarmNotifiesTheSameTopicWhenItFiresAndWhenItEnds() {
        assertThat(ALARMS.values()).allSatisfy(alarm -> {
            var topics = SamTemplate.references(alarm.at("Properties", "AlarmActions"));
            assertThat(TEMPLATE.resourcesOf("AWS::SNS::Topic").keySet()).containsAll(topics);
            assertThat(topics).hasSize(1).isEqualTo(SamTemplate.references(alarm.at("Properties", "OKActions")));
        });
    }

    @Test
    void onlyAlarmsThatCannotWaitNotifyThePagingTopic() {
        assertThat(ALARMS.entrySet())
                .filteredOn(alarm -> SamTemplate.references(alarm.getValue().at("Properties", "AlarmActions"))
                        .contains("PagingTopic"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("CustomersAffectedAlarm", "QueueAgeCriticalAlarm");
    }

    @Test
    void onlyTheSyntheticCheckFiresBecauseItsMetricHasNoData() {
        assertThat(METRIC_ALARMS)
                .allSatisfy((name, alarm) -> assertThat(
                                alarm.at("Properties", "TreatMissingData").text())
                        .isEqualTo(name.equals("SyntheticCheckAlarm") ? "breaching" : "notBreaching"));
    }

    /** A composite alarm that names an alarm that does not exist cannot be created. */
    @Test
    void withoutTheSyntheticCheckNothingRefersToItsAlarm() {
        var alarm = TEMPLATE.resource("SyntheticCheckAlarm");
        var rule = TEMPLATE.resource("CustomersAffectedAlarm").at("Properties", "AlarmRule");

        assertThat(alarm.at("Condition").text()).isEqualTo("CheckIsScheduled");
        assertThat(SamTemplate.conditions(rule)).containsExactly("CheckIsScheduled");
        assertThat(TEMPLATE.resources().entrySet())
                .filteredOn(
                        resource -> SamTemplate.references(resource.getValue()).contains("SyntheticCheckAlarm"))
                .extracting(Map.Entry::getKey)
                .containsExactly("CustomersAffectedAlarm");
    }

    @Test
    void theCompositeAlarmRefersToAlarmsOfTheTemplate() {
        var rule = TEMPLATE.resource("CustomersAffectedAlarm").at("Properties", "AlarmRule");

        assertThat(SamTemplate.references(rule)).hasSize(5).isSubsetOf(METRIC_ALARMS.keySet());
    }

    /** API Gateway and the queue call the alias, so the metrics of the alias count their invocations. */
    @ParameterizedTest
    @MethodSource("functions")
    void everyFunctionHasAlarmsForErrorsThrottlesAndDurationOfItsAlias(TemplateFunction function) {
        var alarms = METRIC_ALARMS.values().stream()
                .filter(hasDimension("Resource", Map.of("Fn::Sub", "${%s}:live".formatted(function.logicalId()))))
                .filter(hasDimension("FunctionName", Map.of("Ref", function.logicalId())))
                .map(alarm -> alarm.at("Properties", "MetricName").text());

        assertThat(alarms).containsExactlyInAnyOrder("Errors", "Throttles", "Duration");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void theDurationAlarmFiresAtEightyPercentOfTheTimeout(TemplateFunction function) {
        var alarm = METRIC_ALARMS.values().stream()
                .filter(hasDimension("FunctionName", Map.of("Ref", function.logicalId())))
                .filter(each -> each.at("Properties", "MetricName").value().equals("Duration"));

        assertThat(alarm)
                .singleElement()
                .satisfies(each -> assertThat(each.at("Properties", "Threshold").number())
                        .isEqualTo(function.timeout() * 1000 * 80 / 100));
    }

    /** CloudWatch charges for each metric of an alarm, also for those of an expression. */
    @Test
    void theCostPageCountsTheAlarmsAndTheirMetrics() throws IOException {
        var metrics = METRIC_ALARMS.values().stream()
                .mapToLong(alarm -> Math.max(
                        1,
                        alarm.at("Properties", "Metrics").items().stream()
                                .filter(metric -> !metric.at("MetricStat").isAbsent())
                                .count()))
                .sum();

        assertThat(Files.readString(SamTemplate.PROJECT.resolve("docs/cost-and-scale.md")))
                .contains(String.format(
                        Locale.ROOT,
                        "| %d metrics of %d alarms | $0.10 each | $%.2f |",
                        metrics,
                        METRIC_ALARMS.size(),
                        metrics * 0.10));
    }

    private static Predicate<YamlNode> hasDimension(String name, Map<String, String> value) {
        return alarm -> alarm.at("Properties", "Dimensions").items().stream()
                .anyMatch(dimension -> dimension.at("Name").text().equals(name)
                        && dimension.at("Value").value().equals(value));
    }

    private static String description(YamlNode alarm) {
        return alarm.at("Properties", "AlarmDescription", "Fn::Sub").text();
    }

    private static String section(YamlNode alarm) {
        var match = DESCRIPTION.matcher(description(alarm));
        return match.matches() ? match.group(1) : "";
    }

    /** Returns the anchors, as GitHub makes them, of all sections whose title begins with "Alarm:". */
    private static Set<String> sectionsOfTheRunbook() {
        try {
            var page = Files.readString(SamTemplate.PROJECT.resolve("docs/operations.md"));
            return Pattern.compile("(?m)^### (Alarm: .*)$")
                    .matcher(page)
                    .results()
                    .map((MatchResult heading) -> heading.group(1).toLowerCase(Locale.ROOT))
                    .map(title -> title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                    .collect(toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
