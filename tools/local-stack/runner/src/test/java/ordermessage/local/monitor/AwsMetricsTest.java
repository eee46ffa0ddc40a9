package ordermessage.local.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import ordermessage.local.gateway.AnsweredRequests;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.InvocationListener;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Statistic;
import ordermessage.local.template.Template;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests the metrics that AWS's services report by themselves. The names here are AWS's names, so they are written out. */
class AwsMetricsTest {
    private static final String TEMPLATE = """
            Resources:
              Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
              Queue: {Type: AWS::SQS::Queue}
              Aliased: {Type: AWS::Serverless::Function, Properties: {Handler: h, AutoPublishAlias: newest}}
              Plain: {Type: AWS::Serverless::Function, Properties: {Handler: h}}
              Table:
                Type: AWS::DynamoDB::Table
                Properties:
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
            """;
    private static final Map<String, String> API = Map.of("ApiName", "order-messages", "Stage", "prod");
    private static final Map<String, String> QUEUE = Map.of("QueueName", "order-messages-Queue");
    private static final Map<String, String> ALIASED = Map.of("FunctionName", "order-messages-Aliased");
    private static final Map<String, String> ALIAS =
            Map.of("FunctionName", "order-messages-Aliased", "Resource", "order-messages-Aliased:newest");
    private static final Map<String, String> PLAIN = Map.of("FunctionName", "order-messages-Plain");
    private static final Outcome FAILED = new Outcome.Failed("Unhandled", "{}");

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final Metrics metrics = new Metrics(clock);
    private final AwsMetrics awsMetrics = new AwsMetrics(metrics, LocalNames.STACK);
    private Stack stack;

    @BeforeEach
    void readTemplate() throws Exception {
        var unused = URI.create("http://localhost");
        var template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        stack = Template.read(template).stack(Map.of(), new LocalNames(unused, unused, unused));
    }

    @Test
    void aTableReportsItsThrottledWrites() {
        var table = new Metric("AWS/DynamoDB", "WriteThrottleEvents", Map.of("TableName", "order-messages-Table"));
        var throttled = awsMetrics.throttledWrites(stack.tables());
        assertThat(metrics.isMeasured(table)).isTrue();

        throttled.accept("order-messages-Table");
        throttled.accept("order-messages-Table");

        assertThat(metrics.total(table, Statistic.Simple.SUM)).isEqualTo(2);
    }

    @Test
    void aFunctionHasItsMetricsTwiceOnceWithTheAliasOfTheTemplate() {
        var listener = awsMetrics.of(function("Aliased"));
        invoke(listener, FAILED);

        for (var dimensions : List.of(ALIASED, ALIAS)) {
            assertThat(sum("AWS/Lambda", "Invocations", dimensions)).isEqualTo(1);
            assertThat(sum("AWS/Lambda", "Errors", dimensions)).isEqualTo(1);
            assertThat(sum("AWS/Lambda", "Throttles", dimensions)).isEqualTo(1);
            assertThat(sum("AWS/Lambda", "Duration", dimensions)).isEqualTo(1500);
            assertThat(sum("AWS/Lambda", "ConcurrentExecutions", dimensions)).isEqualTo(3);
        }
    }

    @Test
    void aFunctionWithoutAnAliasHasItsMetricsOnce() {
        awsMetrics.of(function("Plain"));

        for (var name : List.of("Invocations", "Errors", "Throttles", "Duration", "ConcurrentExecutions")) {
            assertThat(metrics.isMeasured(new Metric("AWS/Lambda", name, PLAIN)))
                    .isTrue();
            assertThat(metrics.isMeasured(new Metric(
                            "AWS/Lambda",
                            name,
                            Map.of("FunctionName", "order-messages-Plain", "Resource", "order-messages-Plain:live"))))
                    .isFalse();
        }
    }

    @Test
    void theApiHasItsMetricsBeforeTheFirstRequest() {
        awsMetrics.of(stack.api().orElseThrow());

        assertThat(List.of("Count", "4XXError", "5XXError", "Latency"))
                .allMatch(name -> metrics.isMeasured(new Metric("AWS/ApiGateway", name, API)));
    }

    @Test
    void aRequestIsCountedByItsStatus() {
        var listener = awsMetrics.of(stack.api().orElseThrow());
        for (var status : List.of(202, 399, 400, 499, 500)) {
            listener.answered(AnsweredRequests.of(status, Duration.ofMillis(10)));
        }

        assertThat(sum("AWS/ApiGateway", "Count", API)).isEqualTo(5);
        assertThat(sum("AWS/ApiGateway", "4XXError", API)).isEqualTo(2);
        assertThat(sum("AWS/ApiGateway", "5XXError", API)).isEqualTo(1);
        assertThat(sum("AWS/ApiGateway", "Latency", API)).isEqualTo(50);
    }

    @Test
    void theSummaryCountsWhatWasRecorded() {
        var api = awsMetrics.of(stack.api().orElseThrow());
        api.answered(AnsweredRequests.of(202, Duration.ofMillis(10)));
        api.answered(AnsweredRequests.of(404, Duration.ofMillis(20)));
        invoke(awsMetrics.of(function("Aliased")), FAILED);
        invoke(awsMetrics.of(function("Plain")), new Outcome.Returned("{}"));

        assertThat(new Summary(stack, LocalNames.STACK, metrics).lines())
                .containsExactly(
                        "API: 2 requests, 1 of them 4xx, 0 5xx; p99 20 ms",
                        "Aliased: 1 invocations, 1 failed, 1 waited; at most 3 at a time; p99 1500 ms",
                        "Plain: 1 invocations, 0 failed, 1 waited; at most 3 at a time; p99 1500 ms");
    }

    @Test
    void aQueueHasItsNumberOfMessagesAndTheAgeOfTheOldest() throws Exception {
        var file = folder.resolve("oldest-messages");
        Files.writeString(
                file, "order-messages-Queue=" + clock.instant().minusSeconds(90).toEpochMilli());
        var gauges = new QueueGauges(new SevenMessages(), stack.queues(), id -> "url", file, metrics, clock);

        gauges.run();

        assertThat(sum("AWS/SQS", "ApproximateNumberOfMessagesVisible", QUEUE)).isEqualTo(7);
        assertThat(sum("AWS/SQS", "ApproximateAgeOfOldestMessage", QUEUE)).isEqualTo(90);
    }

    @Test
    void aQueueWithoutALineInTheFileHasNoAge() throws Exception {
        var file = Files.writeString(folder.resolve("oldest-messages"), "");

        new QueueGauges(new SevenMessages(), stack.queues(), id -> "url", file, metrics, clock).run();

        assertThat(metrics.total(
                        new Metric("AWS/SQS", "ApproximateAgeOfOldestMessage", QUEUE), Statistic.Simple.SAMPLE_COUNT))
                .isZero();
    }

    /** An SQS in which each queue has seven messages. */
    private static final class SevenMessages implements SqsClient {
        @Override
        public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
            return GetQueueAttributesResponse.builder()
                    .attributes(Map.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "7"))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }

    private static void invoke(InvocationListener listener, Outcome outcome) {
        listener.waits();
        listener.starts(3);
        listener.ends(Duration.ofMillis(1500), outcome);
    }

    private Resource.Function function(String logicalId) {
        return stack.functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private double sum(String namespace, String name, Map<String, String> dimensions) {
        return metrics.total(new Metric(namespace, name, dimensions), Statistic.Simple.SUM);
    }
}
