package ordermessage.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ordermessage.local.role.RolePolicy;

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
     * @param alias the alias of the newest version, which all callers use; empty when callers use the function itself
     * @param role what the function's role allows
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
            Optional<String> alias,
            List<Route> routes,
            List<QueueSource> sources,
            RolePolicy role)
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

        /** Returns this function with another role. */
        public Function withRole(RolePolicy other) {
            return new Function(
                    logicalId,
                    name,
                    handler,
                    memory,
                    timeout,
                    environment,
                    snapStart,
                    logFormat,
                    logLevel,
                    alias,
                    routes,
                    sources,
                    other);
        }

        /** Returns this function without SnapStart. */
        public Function withoutSnapStart() {
            return with(logicalId, handler, memory, false);
        }

        /** Returns this function with another memory, in MB. */
        public Function withMemory(int megabytes) {
            return with(logicalId, handler, megabytes, snapStart);
        }

        /**
         * Returns a function with the settings of this one and other code.
         *
         * @param module the logical id, which names the folder of the code
         */
        public Function withCode(String module, String otherHandler) {
            return with(module, otherHandler, memory, snapStart);
        }

        private Function with(String newLogicalId, String newHandler, int newMemory, boolean newSnapStart) {
            return new Function(
                    newLogicalId,
                    name,
                    newHandler,
                    newMemory,
                    timeout,
                    environment,
                    newSnapStart,
                    logFormat,
                    logLevel,
                    alias,
                    routes,
                    sources,
                    role);
        }
    }

    /**
     * A role of IAM.
     *
     * @param policy the statements of the policies in the template
     */
    record Role(String logicalId, RolePolicy policy) implements Resource {}

    /**
     * A route of the API, which calls a function.
     *
     * @param method an HTTP method in capital letters, or {@code ANY}
     * @param path the path, such as {@code /message/{message_id}}
     * @param authorizer the name of the route's own authorizer, or {@code NONE}; empty for the API's default authorizer
     * @param scopes the scopes of which a token needs at least one
     */
    record Route(String method, String path, Optional<String> authorizer, List<String> scopes) {
        public Route {
            scopes = List.copyOf(scopes);
            if (!path.startsWith("/")) {
                throw new TemplateException(path, "a route's path must start with /");
            }
        }

        /** Creates a route with the API's default authorizer and without scopes. */
        public Route(String method, String path) {
            this(method, path, Optional.empty(), List.of());
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
     * @param indexes the global secondary indexes
     */
    record Table(String logicalId, String name, Key partitionKey, Optional<Key> sortKey, List<SecondaryIndex> indexes)
            implements Resource {
        public Table {
            indexes = List.copyOf(indexes);
        }

        /** Returns the partition key, then the sort key if there is one. */
        public List<Key> keys() {
            return Stream.concat(Stream.of(partitionKey), sortKey.stream()).toList();
        }
    }

    /**
     * A global secondary index of a table.
     *
     * @param sortKey the sort key; empty when the index has only a partition key
     * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param included the attributes that the projection {@code INCLUDE} adds to the keys
     */
    record SecondaryIndex(
            String name, Key partitionKey, Optional<Key> sortKey, String projection, List<String> included) {
        public SecondaryIndex {
            included = List.copyOf(included);
        }

        /** Returns the partition key, then the sort key if there is one. */
        public List<Key> keys() {
            return Stream.concat(Stream.of(partitionKey), sortKey.stream()).toList();
        }
    }

    /**
     * A key attribute of a table.
     *
     * @param type {@code S}, {@code N} or {@code B}
     */
    record Key(String name, String type) {}

    /** An S3 bucket. */
    record Bucket(String logicalId, String name) implements Resource {}

    /**
     * The access log of the API.
     *
     * @param logGroup the log group's logical id
     * @param format the format of a line, with variables such as {@code $context.requestId}
     */
    record AccessLog(String logGroup, String format) {}

    /**
     * The REST API.
     *
     * @param binaryMediaTypes the media types whose bodies functions get in Base64; each may have a {@code *}
     * @param authorizers the supported authorizers by their names
     * @param defaultAuthorizer the name of the authorizer of all routes without their own; empty when there is none
     * @param gatewayResponses the gateway's own answers that the template defines
     * @param accessLog the log of the requests; empty when there is none
     */
    record Api(
            String logicalId,
            String stage,
            List<String> binaryMediaTypes,
            Map<String, TokenAuthorizer> authorizers,
            Optional<String> defaultAuthorizer,
            Map<GatewayResponseType, GatewayResponse> gatewayResponses,
            Optional<AccessLog> accessLog)
            implements Resource {
        public Api {
            binaryMediaTypes = List.copyOf(binaryMediaTypes);
            authorizers = Map.copyOf(authorizers);
            gatewayResponses = Map.copyOf(gatewayResponses);
        }

        /** Creates an API without authorizers, answers of its own and an access log. */
        public Api(String logicalId, String stage, List<String> binaryMediaTypes) {
            this(logicalId, stage, binaryMediaTypes, Map.of(), Optional.empty(), Map.of(), Optional.empty());
        }

        /**
         * Returns the authorizer of a route; empty when the route is public.
         *
         * @throws TemplateException when the authorizer is not defined, or the local stack does not support it, or the
         *     route has an authorizer and no scopes
         */
        public Optional<TokenAuthorizer> authorizerOf(Route route) {
            var authorizer = route.authorizer()
                    .or(() -> defaultAuthorizer)
                    .filter(name -> !name.equals("NONE"))
                    .map(this::authorizer);
            if (authorizer.isPresent() && route.scopes().isEmpty()) {
                throw new TemplateException(
                        route.method() + " " + route.path(),
                        "has no AuthorizationScopes: it would take ID tokens, and a local user pool issues none");
            }
            return authorizer;
        }

        private TokenAuthorizer authorizer(String name) {
            return Optional.ofNullable(authorizers.get(name))
                    .orElseThrow(() -> new TemplateException(
                            logicalId + ".Auth.Authorizers",
                            name + " is not defined, or not supported on one machine"));
        }
    }

    /**
     * An answer of the gateway itself.
     *
     * @param status the HTTP status; empty for the status by default
     * @param headers the values of headers by their names, besides the headers by default
     * @param body the body, in which {@link #REQUEST_ID} stands for the request's id; empty for the body by default
     */
    record GatewayResponse(Optional<Integer> status, Map<String, String> headers, Optional<String> body) {
        /** The variable of API Gateway for the id of the request. */
        public static final String REQUEST_ID = "$context.requestId";

        public GatewayResponse {
            headers = Map.copyOf(headers);
        }
    }

    /**
     * An authorizer that requires an access token of a user pool.
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
     * A resource server of a user pool: a group of scopes.
     *
     * @param identifier the part of its scopes before the slash
     * @param userPool the user pool's logical id
     * @param scopes the parts of its scopes after the slash
     */
    record ResourceServer(String logicalId, String identifier, String userPool, List<String> scopes)
            implements Resource {
        public ResourceServer {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * A metric of CloudWatch.
     *
     * @param namespace such as {@code AWS/SQS}
     * @param dimensions the values of the dimensions by their names
     */
    record Metric(String namespace, String name, Map<String, String> dimensions) {
        public Metric {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /**
     * A statistic of a metric over one period.
     *
     * @param id the name of the statistic in the expression of its alarm
     * @param period whole minutes
     */
    record MetricStatistic(String id, Metric metric, Duration period, Statistic statistic) {}

    /** The comparison of a value with the threshold of an alarm. */
    enum Comparison {
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** Returns whether a value breaches a threshold. */
        public boolean isBreached(double value, double threshold) {
            return this == GREATER ? value > threshold : value >= threshold;
        }

        /** Returns the sign, such as {@code >}. */
        public String sign() {
            return sign;
        }
    }

    /**
     * A CloudWatch alarm.
     *
     * @param statistics what it evaluates; all have the same period
     * @param expression the metric math expression over the ids of the statistics; a single id when there is no math
     * @param evaluationPeriods the number of the latest periods that it looks at; together they have at most {@link
     *     #LONGEST_TIME}
     * @param datapointsToAlarm how many of them must breach the threshold, at least 1
     * @param missingIsBreaching whether a period without data breaches the threshold
     */
    record Alarm(
            String logicalId,
            List<MetricStatistic> statistics,
            String expression,
            Comparison comparison,
            double threshold,
            int evaluationPeriods,
            int datapointsToAlarm,
            boolean missingIsBreaching)
            implements Resource {
        /** The longest time that an alarm looks at. The local stack keeps the values of metrics for so long. */
        public static final Duration LONGEST_TIME = Duration.ofHours(1);

        public Alarm {
            statistics = List.copyOf(statistics);
        }
    }

    /**
     * A composite alarm, which fires while one of its alarms fires.
     *
     * @param alarms the logical ids of the alarms
     */
    record CompositeAlarm(String logicalId, List<String> alarms) implements Resource {
        public CompositeAlarm {
            alarms = List.copyOf(alarms);
        }
    }
}
