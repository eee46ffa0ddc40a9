package ordermessage.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A resource of the template that the local stack supports, with all expressions evaluated. */
public sealed interface Resource {
    /** Returns the name of the resource in the template. */
    String logicalId();

    /**
     * A Lambda function.
     *
     * @param name the physical name, which is part of its ARN
     * @param handler a class, or {@code class::method}
     * @param memory the memory in MB, 128 to 10240
     * @param timeout how long an invocation may take, 1 to 900 seconds
     * @param environment the environment variables that the template sets
     * @param snapStart whether SnapStart is on, so that the snapshot hooks run
     * @param logFormat {@code Text} or {@code JSON}
     * @param logLevel the lowest level of the function's log lines that are written; empty when the template sets none
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

        /** Returns this function without SnapStart. */
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
     * A route of the API, which calls a function.
     *
     * @param method an HTTP method in capital letters, or {@code ANY}
     * @param path the path, such as {@code /message/{message_id}}
     * @param authorizer the name of the route's own authorizer, or {@code NONE}; empty for the API's default authorizer
     */
    record Route(String method, String path, Optional<String> authorizer) {
        public Route {
            if (!path.startsWith("/")) {
                throw new TemplateException(path, "a route's path must start with /");
            }
        }

        /** Creates a route with the API's default authorizer. */
        public Route(String method, String path) {
            this(method, path, Optional.empty());
        }
    }

    /**
     * A queue whose messages a function gets.
     *
     * @param queue the queue's logical id
     * @param batchSize the maximum number of messages of one invocation, 1 to 10000
     * @param batchingWindow how long to collect messages for a batch that is not full
     * @param maximumConcurrency the maximum number of concurrent invocations; empty when the template sets none
     * @param reportsBatchItemFailures whether the function returns the ids of the messages that failed
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
     * @param attributes the attributes with SQS's names, without the redrive policy; those that the template does not
     *     set have their defaults
     * @param redrive the redrive policy; empty when the queue has none
     */
    record Queue(String logicalId, String name, Map<String, String> attributes, Optional<Redrive> redrive)
            implements Resource {
        public Queue {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * A redrive policy.
     *
     * @param deadLetterQueue the logical id of the dead-letter queue
     * @param maxReceiveCount how often a message is received before it moves to the dead-letter queue
     */
    record Redrive(String deadLetterQueue, int maxReceiveCount) {}

    /**
     * A DynamoDB table.
     *
     * @param sortKey the sort key; empty when the table has only a partition key
     */
    record Table(String logicalId, String name, Key partitionKey, Optional<Key> sortKey) implements Resource {}

    /**
     * A key attribute of a table.
     *
     * @param type {@code S}, {@code N} or {@code B}
     */
    record Key(String name, String type) {}

    /** An S3 bucket. */
    record Bucket(String logicalId, String name) implements Resource {}

    /**
     * The REST API.
     *
     * @param binaryMediaTypes the media types whose bodies functions get in Base64; each may have a {@code *}
     * @param authorizers the supported authorizers by their names
     * @param defaultAuthorizer the name of the authorizer of all routes without their own; empty when there is none
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

        /** Creates an API without authorizers. */
        public Api(String logicalId, String stage, List<String> binaryMediaTypes) {
            this(logicalId, stage, binaryMediaTypes, Map.of(), Optional.empty());
        }

        /**
         * Returns the authorizer of a route; empty when the route is public.
         *
         * @throws TemplateException when the authorizer is not defined, or the local stack does not support it
         */
        public Optional<TokenAuthorizer> authorizerOf(Route route) {
            return route.authorizer()
                    .or(() -> defaultAuthorizer)
                    .filter(name -> !name.equals("NONE"))
                    .map(this::authorizer);
        }

        private TokenAuthorizer authorizer(String name) {
            return Optional.ofNullable(authorizers.get(name))
                    .orElseThrow(() -> new TemplateException(
                            logicalId + ".Auth.Authorizers",
                            name + " is not defined, or not supported on one machine"));
        }
    }

    /**
     * An authorizer that requires an ID token of a user pool.
     *
     * @param userPool the user pool's logical id
     * @param header the request header with the token
     */
    record TokenAuthorizer(String userPool, String header) {}

    /**
     * A Cognito user pool.
     *
     * @param id the pool id, such as {@code us-east-1_UserPool}
     * @param issuer the claim {@code iss} of its tokens
     */
    record UserPool(String logicalId, String id, String issuer) implements Resource {}

    /**
     * A client of a user pool.
     *
     * @param id the claim {@code aud} of its tokens
     * @param userPool the user pool's logical id
     * @param idTokenValidity how long an ID token is valid, 5 minutes to 1 day
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
