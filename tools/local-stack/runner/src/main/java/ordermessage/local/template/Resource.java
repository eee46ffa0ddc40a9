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

        /** The same, whose hooks do not run. */
        public Function withoutSnapStart() {
            return new Function(
                    logicalId,
                    name,
                    handler,
                    memory,
                    timeout,
                    environment,
                    false,
                    logFormat,
                    logLevel,
                    routes,
                    sources);
        }
    }

    /**
     * A method and a path of the API that call a function.
     *
     * @param method an HTTP method in capitals, or {@code ANY}
     * @param path such as {@code /message/{message_id}}
     * @param authorizer the one that the route names instead of the API's default, or {@code NONE}
     */
    record Route(String method, String path, Optional<String> authorizer) {
        public Route {
            if (!path.startsWith("/")) {
                throw new TemplateException(path, "a route's path starts with /");
            }
        }

        /** A route that leaves it to the API who may call it. */
        public Route(String method, String path) {
            this(method, path, Optional.empty());
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
     * @param authorizers by their names
     * @param defaultAuthorizer the name of the one before every route that says nothing else
     */
    record Api(
            String logicalId,
            String stage,
            List<String> binaryMediaTypes,
            Map<String, TokenAuthorizer> authorizers,
            Optional<String> defaultAuthorizer)
            implements Resource {
        public Api {
            binaryMediaTypes = List.copyOf(binaryMediaTypes);
            authorizers = Map.copyOf(authorizers);
        }

        /** An API that everybody may call. */
        public Api(String logicalId, String stage, List<String> binaryMediaTypes) {
            this(logicalId, stage, binaryMediaTypes, Map.of(), Optional.empty());
        }

        /**
         * What stands before a route; nothing where everybody may call it.
         *
         * @throws TemplateException when the route or the API names one that there is not
         */
        public Optional<TokenAuthorizer> authorizerOf(Route route) {
            return route.authorizer()
                    .or(() -> defaultAuthorizer)
                    .filter(name -> !name.equals("NONE"))
                    .map(this::authorizer);
        }

        private TokenAuthorizer authorizer(String name) {
            return Optional.ofNullable(authorizers.get(name))
                    .orElseThrow(
                            () -> new TemplateException(logicalId + ".Auth.Authorizers", "one machine has no " + name));
        }
    }

    /**
     * Lets those through who have an ID token of a user pool.
     *
     * @param userPool its logical id
     * @param header that the token is in
     */
    record TokenAuthorizer(String userPool, String header) {}

    /**
     * A Cognito user pool.
     *
     * @param id such as {@code us-east-1_UserPool}
     * @param issuer what its tokens have as {@code iss}
     */
    record UserPool(String logicalId, String id, String issuer) implements Resource {}

    /**
     * A client of a user pool.
     *
     * @param id what its tokens have as {@code aud}
     * @param userPool the pool's logical id
     * @param idTokenValidity how long an ID token is good
     */
    record UserPoolClient(String logicalId, String id, String userPool, Duration idTokenValidity) implements Resource {
        public UserPoolClient {
            if (idTokenValidity.compareTo(Duration.ofMinutes(5)) < 0
                    || idTokenValidity.compareTo(Duration.ofDays(1)) > 0) {
                throw new TemplateException(
                        logicalId + ".IdTokenValidity", idTokenValidity + " is not within 5 minutes to 1 day");
            }
        }
    }
}
