package ordermessage.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource of the template that has a counterpart on one machine, with all its expressions evaluated. */
public sealed interface Resource {
    /** Its name in the template. */
    String logicalId();

    /**
     * A Lambda function.
     *
     * @param name its name as a function, which its environment and its ARN carry
     * @param memory in MB
     * @param environment the variables that the template sets
     * @param snapStart whether a snapshot is taken after init: the hooks run
     * @param logFormat {@code Text} or {@code JSON}
     * @param logLevel the least level of its own log lines, when the template sets one
     */
    record Function(
            String logicalId,
            String name,
            String handler,
            int memory,
            Duration timeout,
            Map<String, String> environment,
            boolean snapStart,
            String logFormat,
            Optional<String> logLevel,
            List<Route> routes,
            List<QueueSource> sources)
            implements Resource {
        public Function {
            environment = Map.copyOf(environment);
            routes = List.copyOf(routes);
            sources = List.copyOf(sources);
            if (memory < 128 || memory > 10_240) {
                throw new TemplateException(logicalId + ".MemorySize", memory + " is not within 128 to 10240 MB");
            }
            if (!timeout.isPositive() || timeout.toSeconds() > 900) {
                throw new TemplateException(
                        logicalId + ".Timeout", timeout.toSeconds() + " is not within 1 to 900 seconds");
            }
        }
    }

    /**
     * A method and a path of the API that call a function.
     *
     * @param method an HTTP method in capitals, or {@code ANY}
     * @param path such as {@code /message/{message_id}}
     */
    record Route(String method, String path) {
        public Route {
            if (!path.startsWith("/")) {
                throw new TemplateException(path, "a route's path starts with /");
            }
        }
    }

    /**
     * A queue whose messages a function gets.
     *
     * @param queue the queue's logical id
     * @param batchSize the most messages of one invocation
     * @param batchingWindow how long messages are gathered for a fuller batch
     * @param maximumConcurrency the most invocations at a time, where the template bounds them
     * @param reportsBatchItemFailures whether the function names the messages that failed
     */
    record QueueSource(
            String queue,
            int batchSize,
            Duration batchingWindow,
            Optional<Integer> maximumConcurrency,
            boolean reportsBatchItemFailures) {
        public QueueSource {
            if (batchSize < 1 || batchSize > 10_000) {
                throw new TemplateException(queue, "BatchSize " + batchSize + " is not within 1 to 10000");
            }
            if (batchSize > 10 && batchingWindow.isZero()) {
                throw new TemplateException(
                        queue, "a BatchSize over 10 needs a MaximumBatchingWindowInSeconds of 1 or more");
            }
        }
    }

    /**
     * An SQS queue.
     *
     * @param attributes as SQS takes them, those that the template does not set with their defaults; without the redrive
     *     policy
     */
    record Queue(String logicalId, String name, Map<String, String> attributes, Optional<Redrive> redrive)
            implements Resource {
        public Queue {
            attributes = Map.copyOf(attributes);
        }
    }

    /** After so many receives a message goes to the dead-letter queue with this logical id. */
    record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    /**
     * A DynamoDB table.
     *
     * @param sortKey absent when the partition key alone is the key
     */
    record Table(String logicalId, String name, Key partitionKey, Optional<Key> sortKey) implements Resource {}

    /** A key attribute of a table; its type is {@code S}, {@code N} or {@code B}. */
    record Key(String name, String type) {}

    /** An S3 bucket. */
    record Bucket(String logicalId, String name) implements Resource {}

    /**
     * The REST API.
     *
     * @param binaryMediaTypes media types whose bodies a function gets in base64; each may have a {@code *}
     */
    record Api(String logicalId, String stage, List<String> binaryMediaTypes) implements Resource {
        public Api {
            binaryMediaTypes = List.copyOf(binaryMediaTypes);
        }
    }
}
