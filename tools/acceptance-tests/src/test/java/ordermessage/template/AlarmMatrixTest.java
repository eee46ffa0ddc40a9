package ordermessage.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.monitor.Monitor;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Template;
import ordermessage.local.template.Unsupported;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes each alarm of the template fire by the values of its metrics: exactly the expected alarms fire, a little less
 * does not make them fire, and they end.
 */
class AlarmMatrixTest {
    private static final LocalNames NAMES = new LocalNames(
            URI.create("http://127.0.0.1:9324"),
            URI.create("http://127.0.0.1:3000"),
            URI.create("http://127.0.0.1:9229"));

    private static final Map<String, String> API = Map.of("ApiName", "order-messages", "Stage", "prod");
    private static final Map<String, String> QUEUE = Map.of("QueueName", "order-messages-Queue");
    private static final Map<String, String> DEAD_LETTERS = Map.of("QueueName", "order-messages-DeadLetterQueue");
    private static final Map<String, String> STACK = Map.of("Stack", "order-messages");
    private static final Map<String, String> TABLE = Map.of("TableName", "order-messages-Table");
    private static final Map<String, String> SYNTHETIC_CHECK = Map.of(
            "SyntheticCheckCompanyId", "00000000-0000-4000-8000-000000000009",
            "SyntheticCheckSecretArn", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:check-AbCdEf");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Template TEMPLATE = Template.read(SamTemplate.PROJECT.resolve("template.yaml"));

    private final TestClock clock = new TestClock();
    private final Metrics metrics = new Metrics(clock);
    private final Monitor monitor = new Monitor(TEMPLATE.stack(Map.of(), NAMES), metrics, () -> {}, clock, line -> {});

    /** A value that is recorded in each minute: it breaches the threshold, and the other value just does not. */
    record Value(Metric metric, double breaching, double harmless) {}

    /**
     * A situation.
     *
     * @param minutes the number of minutes after which the alarms fire, and not before
     * @param values what is recorded in each minute
     */
    record Situation(String name, int minutes, Set<String> alarms, List<Value> values) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Situation> situations() {
        return List.of(
                situation(
                        "dead letter",
                        1,
                        Set.of("DeadLetterAlarm"),
                        sqs("ApproximateNumberOfMessagesVisible", DEAD_LETTERS, 1, 0)),
                situation(
                        "old message",
                        3,
                        Set.of("QueueAgeAlarm", "CustomersAffectedAlarm"),
                        sqs("ApproximateAgeOfOldestMessage", QUEUE, 601, 600)),
                situation(
                        "message of a day",
                        3,
                        Set.of("QueueAgeAlarm", "QueueAgeCriticalAlarm", "CustomersAffectedAlarm"),
                        sqs("ApproximateAgeOfOldestMessage", QUEUE, 86_400, 600)),
                situation(
                        "old message of a quiet group",
                        3,
                        Set.of("QuietGroupsAgeAlarm", "CustomersAffectedAlarm"),
                        sqs("ApproximateAgeOfOldestMessageInQuietGroups", QUEUE, 601, 600)),
                situation(
                        "redeliveries",
                        3,
                        Set.of("RedeliveryAlarm"),
                        value("OrderMessages", "Redelivered", STACK, 4, 2)),
                situation(
                        "server errors",
                        3,
                        Set.of("ApiServerErrorAlarm", "CustomersAffectedAlarm"),
                        value("AWS/ApiGateway", "5XXError", API, 2, 1),
                        value("AWS/ApiGateway", "Count", API, 100, 100)),
                // Each of the three periods has a minute with requests after eleven minutes.
                situation(
                        "client errors",
                        11,
                        Set.of("ApiClientErrorAlarm"),
                        value("AWS/ApiGateway", "4XXError", API, 31, 30),
                        value("AWS/ApiGateway", "Count", API, 100, 100)),
                situation(
                        "slow api",
                        3,
                        Set.of("ApiLatencyAlarm", "CustomersAffectedAlarm"),
                        value("AWS/ApiGateway", "Latency", API, 2001, 2000)),
                situation(
                        "post fails",
                        3,
                        Set.of("PostMessageErrorAlarm"),
                        lambda("Errors", "PostMessageFunction", 1, 0)),
                situation("get fails", 3, Set.of("GetMessageErrorAlarm"), lambda("Errors", "GetMessageFunction", 1, 0)),
                situation(
                        "processor fails",
                        3,
                        Set.of("ProcessMessageErrorAlarm"),
                        lambda("Errors", "ProcessMessageFunction", 1, 0)),
                situation(
                        "post is throttled",
                        1,
                        Set.of("PostMessageThrottleAlarm"),
                        lambda("Throttles", "PostMessageFunction", 1, 0)),
                situation(
                        "get is throttled",
                        1,
                        Set.of("GetMessageThrottleAlarm"),
                        lambda("Throttles", "GetMessageFunction", 1, 0)),
                situation(
                        "processor is throttled",
                        1,
                        Set.of("ProcessMessageThrottleAlarm"),
                        lambda("Throttles", "ProcessMessageFunction", 1, 0)),
                situation(
                        "slow post",
                        3,
                        Set.of("PostMessageDurationAlarm"),
                        lambda("Duration", "PostMessageFunction", 8001, 8000)),
                situation(
                        "slow get",
                        3,
                        Set.of("GetMessageDurationAlarm"),
                        lambda("Duration", "GetMessageFunction", 8001, 8000)),
                situation(
                        "slow processor",
                        3,
                        Set.of("ProcessMessageDurationAlarm"),
                        lambda("Duration", "ProcessMessageFunction", 24_001, 24_000)),
                situation(
                        "full processor",
                        15,
                        Set.of("ProcessConcurrencyAlarm"),
                        value(
                                "AWS/Lambda",
                                "ConcurrentExecutions",
                                Map.of("FunctionName", "order-messages-ProcessMessageFunction"),
                                5,
                                4)),
                situation(
                        "table throttles",
                        1,
                        Set.of("TableThrottleAlarm"),
                        value("AWS/DynamoDB", "WriteThrottleEvents", TABLE, 1, 0)),
                situation(
                        "list fails",
                        3,
                        Set.of("ListMessagesErrorAlarm"),
                        lambda("Errors", "ListMessagesFunction", 1, 0)),
                situation(
                        "list is throttled",
                        1,
                        Set.of("ListMessagesThrottleAlarm"),
                        lambda("Throttles", "ListMessagesFunction", 1, 0)),
                situation(
                        "slow list",
                        3,
                        Set.of("ListMessagesDurationAlarm"),
                        lambda("Duration", "ListMessagesFunction", 8001, 8000)),
                situation(
                        "index throttles",
                        1,
                        Set.of("IndexThrottleAlarm"),
                        value(
                                "AWS/DynamoDB",
                                "WriteThrottleEvents",
                                Map.of("TableName", "order-messages-Table", "GlobalSecondaryIndexName", "MessageList"),
                                1,
                                0)),
                tableFails("GetItem"),
                tableFails("BatchGetItem"),
                tableFails("PutItem"),
                tableFails("Query"));
    }

    private static Situation tableFails(String operation) {
        return situation(
                "table fails: " + operation,
                1,
                Set.of("TableErrorAlarm"),
                value(
                        "AWS/DynamoDB",
                        "SystemErrors",
                        Map.of("TableName", "order-messages-Table", "Operation", operation),
                        1,
                        0));
    }

    private static Situation situation(String name, int minutes, Set<String> alarms, Value... values) {
        return new Situation(name, minutes, alarms, List.of(values));
    }

    private static Value value(
            String namespace, String name, Map<String, String> dimensions, double breaching, double harmless) {
        return new Value(new Metric(namespace, name, dimensions), breaching, harmless);
    }

    private static Value sqs(String name, Map<String, String> queue, double breaching, double harmless) {
        return value("AWS/SQS", name, queue, breaching, harmless);
    }

    private static Value lambda(String name, String function, double breaching, double harmless) {
        var physical = "order-messages-" + function;
        return value(
                "AWS/Lambda",
                name,
                Map.of("FunctionName", physical, "Resource", physical + ":live"),
                breaching,
                harmless);
    }

    /** A clock that moves only when a test says so. */
    private static final class TestClock implements InstantSource {
        private Instant now = Instant.parse("2026-11-26T12:00:10Z");

        @Override
        public Instant instant() {
            return now;
        }
    }

    @ParameterizedTest
    @MethodSource("situations")
    void exactlyTheExpectedAlarmsFireInTimeAndEnd(Situation situation) {
        for (var minute = 1; minute < situation.minutes(); minute++) {
            pass(situation, true);
            assertThat(monitor.firing()).as("after %d minutes", minute).isEmpty();
        }
        pass(situation, true);
        assertThat(monitor.firing()).isEqualTo(new TreeSet<>(situation.alarms()));
        for (var minute = 0; minute < 15; minute++) {
            pass(situation, false);
        }
        assertThat(monitor.firing()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void valuesBelowTheThresholdsTriggerNoAlarm(Situation situation) {
        for (var minute = 0; minute < 20; minute++) {
            pass(situation, false);
            assertThat(monitor.firing()).isEmpty();
        }
    }

    @Test
    void everyAlarmOfTheTemplateFiresInOneOfTheSituations() {
        var alarms = new HashSet<>(
                SamTemplate.read().resourcesOf("AWS::CloudWatch::Alarm").keySet());
        alarms.add("CustomersAffectedAlarm");
        // The test below is about it: in these situations, the stack is without the synthetic check.
        alarms.remove("SyntheticCheckAlarm");

        assertThat(situations().stream().flatMap((Situation each) -> each.alarms().stream()))
                .containsAll(alarms)
                .allMatch(alarms::contains);
    }

    @Test
    void fewRequestsTriggerNoAlarmEvenIfAllFail() {
        for (var minute = 0; minute < 20; minute++) {
            for (var name : List.of("5XXError", "Count")) {
                metrics.record(new Metric("AWS/ApiGateway", name, API), 19);
            }
            metrics.record(new Metric("AWS/ApiGateway", "4XXError", API), 0);
            passMinute();
            assertThat(monitor.firing()).isEmpty();
        }
    }

    @Test
    void theSyntheticCheckFiresWhenItFailsTwoTimesOrDoesNotRunAndEnds() {
        var errors = lambda("Errors", "SmokeCheckFunction", 1, 0).metric();
        var checked = new Monitor(TEMPLATE.stack(SYNTHETIC_CHECK, NAMES), metrics, () -> {}, clock, line -> {});
        passFiveMinutes(checked, () -> metrics.record(errors, 0));
        passFiveMinutes(checked, () -> metrics.record(errors, 0));
        passFiveMinutes(checked, () -> metrics.record(errors, 1));
        assertThat(checked.firing()).isEmpty();
        passFiveMinutes(checked, () -> metrics.record(errors, 0));
        assertThat(checked.firing()).isEmpty();
        passFiveMinutes(checked, () -> metrics.record(errors, 1));
        assertThat(checked.firing()).containsExactly("CustomersAffectedAlarm", "SyntheticCheckAlarm");
        passFiveMinutes(checked, () -> metrics.record(errors, 0));
        passFiveMinutes(checked, () -> metrics.record(errors, 0));
        assertThat(checked.firing()).isEmpty();
        passFiveMinutes(checked, () -> {});
        passFiveMinutes(checked, () -> {});
        assertThat(checked.firing()).containsExactly("CustomersAffectedAlarm", "SyntheticCheckAlarm");
    }

    private void passFiveMinutes(Monitor checked, Runnable check) {
        check.run();
        clock.now = clock.now.plus(Duration.ofMinutes(5));
        checked.update();
    }

    @Test
    void onOneMachineTheSyntheticCheckIsUnsupportedAndItsAlarmIsNotMeasured() {
        var stack = TEMPLATE.stack(SYNTHETIC_CHECK, NAMES);

        assertThat(stack.functions())
                .extracting(Resource.Function::logicalId)
                .hasSize(4)
                .doesNotContain("SmokeCheckFunction");
        assertThat(Unsupported.lines(stack.unsupported()))
                .contains("SmokeCheckFunction: a function that only a schedule calls");
        assertThat(stack.functions())
                .filteredOn(function -> function.logicalId().matches("(Post|Process)MessageFunction"))
                .hasSize(2)
                .allSatisfy(function -> assertThat(function.environment())
                        .containsEntry("SYNTHETIC_COMPANY_ID", SYNTHETIC_CHECK.get("SyntheticCheckCompanyId")));
    }

    @Test
    void onOneMachineTheCheckOfNewVersionsIsUnsupportedAndAbsentUnlessDeploymentsAreGradual() {
        var gradual = TEMPLATE.stack(Map.of("DeploymentType", "Canary10Percent5Minutes"), NAMES);

        assertThat(gradual.functions()).hasSize(4);
        assertThat(Unsupported.lines(gradual.unsupported()))
                .contains("DeploymentCheckFunction: a function that only CodeDeploy calls");
        assertThat(Unsupported.lines(TEMPLATE.stack(Map.of(), NAMES).unsupported()))
                .noneMatch(line -> line.contains("DeploymentCheck"));
    }

    private void pass(Situation situation, boolean isBreaching) {
        for (var value : situation.values()) {
            metrics.record(value.metric(), isBreaching ? value.breaching() : value.harmless());
        }
        passMinute();
    }

    private void passMinute() {
        clock.now = clock.now.plus(MINUTE);
        monitor.update();
    }
}
