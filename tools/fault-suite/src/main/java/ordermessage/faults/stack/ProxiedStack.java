package ordermessage.faults.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ordermessage.faults.proxy.AwsService;
import ordermessage.faults.proxy.FaultProxy;
import ordermessage.harness.Backlog;
import ordermessage.harness.RedirectedEndpoints;
import ordermessage.harness.Waiting;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.RuntimeClient;
import ordermessage.local.StackPorts;
import ordermessage.local.engine.Engine;
import ordermessage.local.runtime.FunctionRuntime;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The local stack with a {@link FaultProxy} between its functions and each of its engines. */
public final class ProxiedStack implements AutoCloseable {
    /** A visibility timeout that is shorter than the time for a batch: two consumers can hold the same message. */
    public static final Duration SHORT_VISIBILITY_TIMEOUT = Duration.ofSeconds(4);

    /** A visibility timeout that is longer than the time for a batch: a batch ends before its messages are visible. */
    public static final Duration LONG_VISIBILITY_TIMEOUT = ProjectCopy.BATCH_TIME_LIMIT.plusSeconds(1);

    /** The processes of each function: two consumers can hold one message, and two cores can carry no more. */
    private static final int CONCURRENCY = 2;

    /** The stack restarts several times, and often without a request in between. */
    private static final Set<String> CALLED_BY_REQUESTS =
            Set.of(FunctionIds.POST_MESSAGE, FunctionIds.GET_MESSAGE, FunctionIds.LIST_MESSAGES);

    /** The interval between two calls of the queue in a wait. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Far longer than an engine needs for a restart. */
    private static final Duration LONGEST_ENGINE_RESTART = Duration.ofMinutes(2);

    /** Short, because a pause of the event source mapping waits for the end of its long poll. */
    private static final Duration LONG_POLL = Duration.ofSeconds(1);

    private final Map<AwsService, FaultProxy> proxies = new EnumMap<>(AwsService.class);
    private final Path project;
    private final Path artifacts;
    private final Path data;
    private final InstantSource clock;
    private volatile LocalService local;

    private ProxiedStack(Path project, Path artifacts, Path data, InstantSource clock) {
        this.project = project;
        this.artifacts = artifacts;
        this.data = data;
        this.clock = clock;
        for (var service : AwsService.values()) {
            proxies.put(service, new FaultProxy(service));
        }
        local = startLocal(StackPorts.FREE, SHORT_VISIBILITY_TIMEOUT);
        proxies.get(AwsService.SQS).forwardTo(local.endpoints().sqs());
        proxies.get(AwsService.DYNAMODB).forwardTo(local.endpoints().dynamoDb());
        proxies.get(AwsService.S3).forwardTo(local.endpoints().s3());
    }

    /**
     * Starts the stack, with {@link #SHORT_VISIBILITY_TIMEOUT}.
     *
     * @param project the built project
     * @param artifacts the folder with {@code <function>/target/artifact} for each of {@link FunctionIds#PROXIED}: the
     *     project, or a copy with a mutant
     * @param work an empty folder for the files of this stack
     */
    public static ProxiedStack start(Path project, Path artifacts, Path work) {
        return start(project, artifacts, work, InstantSource.system());
    }

    /**
     * Starts the stack, with {@link #SHORT_VISIBILITY_TIMEOUT} and a clock for its metrics and alarms.
     *
     * @param clock tells the time of metrics and alarms, and nothing else
     */
    public static ProxiedStack start(Path project, Path artifacts, Path work, InstantSource clock) {
        var copy = work.resolve("project");
        ProjectCopy.create(project, copy);
        return new ProxiedStack(copy, artifacts, work.resolve("data"), clock);
    }

    /** Sets the visibility timeout of the queue, in whole seconds. Tries again while the engine for SQS restarts. */
    public void setVisibilityTimeout(Duration timeout) {
        Waiting.until("the queue has the visibility timeout", POLL_INTERVAL)
                .atMost(LONGEST_ENGINE_RESTART)
                .ignoreExceptionsInstanceOf(SdkException.class)
                .until(() -> {
                    setVisibilitySeconds(Long.toString(timeout.toSeconds()));
                    return true;
                });
    }

    private void setVisibilitySeconds(String seconds) {
        local.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(local.queueUrl("Queue"))
                        .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, seconds)));
    }

    /** Returns the local stack behind the proxies. {@link #restart()} replaces it. */
    public LocalService local() {
        return local;
    }

    /** Stops the whole stack, engines and functions, and starts it again with the same data and the same ports. */
    public void restart() {
        var visibilityTimeout = visibilityTimeout();
        var endpoints = local.endpoints();
        local.close();
        var ports = new StackPorts(
                endpoints.gateway().getPort(),
                endpoints.sqs().getPort(),
                endpoints.dynamoDb().getPort(),
                endpoints.s3().getPort(),
                endpoints.cognito().getPort(),
                endpoints.docs().getPort(),
                endpoints.console().getPort());
        local = startLocal(ports, visibilityTimeout);
    }

    private Duration visibilityTimeout() {
        var attributes = local.clients()
                .sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes();
        return Duration.ofSeconds(Long.parseLong(attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT)));
    }

    /** Returns the messages in the queue, visible or in flight. */
    public Backlog backlog() {
        return new Backlog(local, POLL_INTERVAL);
    }

    public FaultProxy proxy(AwsService service) {
        return proxies.get(service);
    }

    /** Returns the number of writes of each key to each store, by {@code <service> <company id>/<message id>}. */
    public Map<String, Integer> successfulWrites() {
        var writes = new HashMap<String, Integer>();
        proxies.forEach((service, proxy) ->
                proxy.successfulWrites().forEach((key, count) -> writes.put(service + " " + key, count)));
        return writes;
    }

    /** Returns the local engine for a service. */
    public Engine engine(AwsService service) {
        return switch (service) {
            case SQS -> local.engines().sqs();
            case DYNAMODB -> local.engines().dynamoDb();
            case S3 -> local.engines().s3();
        };
    }

    /** Stops the stack and the proxies. */
    @Override
    public void close() {
        local.close();
        proxies.values().forEach(FaultProxy::close);
    }

    /** With the visibility timeout from the start: a message that is received before it is set would wait for minutes. */
    private LocalService startLocal(StackPorts ports, Duration visibilityTimeout) {
        var java = RuntimeClient.unpack(project, data)
                .runtime(artifacts)
                .withArchives(true)
                .withInterceptors();
        // These processes live for a short time: priming and optimization cost more time than they save.
        var runtime = proxyEndpoints()
                .redirect((function, environment) -> java.command(function.withoutSnapStart(), environment)
                        .with(List.of(LocalService.POST_READ_TIMEOUT)));
        var runtimes = new LinkedHashMap<String, FunctionRuntime>();
        FunctionIds.PROXIED.forEach(id -> runtimes.put(id, runtime));
        return LocalService.start(Options.builder(project, data)
                .parameters(Map.of("VisibilityTimeout", Long.toString(visibilityTimeout.toSeconds())))
                .runtimes(runtimes)
                .concurrency(CONCURRENCY)
                .startedOnDemand(CALLED_BY_REQUESTS)
                .longPoll(LONG_POLL)
                .ports(ports)
                .clock(clock)
                .build());
    }

    private RedirectedEndpoints proxyEndpoints() {
        var addresses = new HashMap<String, URI>();
        proxies.forEach((service, proxy) -> addresses.put(service.endpointVariable(), proxy.address()));
        return new RedirectedEndpoints(addresses);
    }
}
