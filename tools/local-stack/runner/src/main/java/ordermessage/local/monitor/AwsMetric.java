package ordermessage.local.monitor;

import java.util.Map;
import java.util.Optional;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Resource.Metric;

/** The metrics of AWS's services that are measured here, with their names and dimensions. */
final class AwsMetric {
    private AwsMetric() {}

    /** The metrics that API Gateway reports for a stage. */
    enum OfApi {
        COUNT("Count"),
        CLIENT_ERRORS("4XXError"),
        SERVER_ERRORS("5XXError"),
        LATENCY("Latency");

        private final String name;

        OfApi(String name) {
            this.name = name;
        }

        /** @param stack the name of the stack, which is also that of its API */
        Metric of(Resource.Api api, String stack) {
            return new Metric("AWS/ApiGateway", name, Map.of("ApiName", stack, "Stage", api.stage()));
        }
    }

    /** The metrics that Lambda reports for a function, and again for its alias. */
    enum OfFunction {
        INVOCATIONS("Invocations"),
        ERRORS("Errors"),
        THROTTLES("Throttles"),
        DURATION("Duration"),
        CONCURRENT_EXECUTIONS("ConcurrentExecutions");

        private static final String NAMESPACE = "AWS/Lambda";
        private static final String FUNCTION = "FunctionName";

        private final String name;

        OfFunction(String name) {
            this.name = name;
        }

        Metric of(Resource.Function function) {
            return new Metric(NAMESPACE, name, Map.of(FUNCTION, function.name()));
        }

        /** Returns the metric of the function's alias; empty when the function has no alias. */
        Optional<Metric> ofAlias(Resource.Function function) {
            return function.alias()
                    .map(alias -> Map.of(FUNCTION, function.name(), "Resource", function.name() + ":" + alias))
                    .map(dimensions -> new Metric(NAMESPACE, name, dimensions));
        }
    }

    /** The metrics that DynamoDB reports for a table. */
    enum OfTable {
        WRITE_THROTTLE_EVENTS("WriteThrottleEvents");

        private final String name;

        OfTable(String name) {
            this.name = name;
        }

        /** @param table the name of the table */
        Metric of(String table) {
            return new Metric("AWS/DynamoDB", name, Map.of("TableName", table));
        }
    }

    /** The metrics that SQS reports for a queue. */
    enum OfQueue {
        VISIBLE_MESSAGES("ApproximateNumberOfMessagesVisible"),
        AGE_OF_OLDEST_MESSAGE("ApproximateAgeOfOldestMessage");

        private final String name;

        OfQueue(String name) {
            this.name = name;
        }

        Metric of(Resource.Queue queue) {
            return new Metric("AWS/SQS", name, Map.of("QueueName", queue.name()));
        }
    }
}
