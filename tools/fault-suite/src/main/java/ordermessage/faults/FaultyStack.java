package ordermessage.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import ordermessage.local.Backlog;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.StackPorts;
import ordermessage.local.engine.Engine;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.NativeLibrary;
import ordermessage.local.template.Resource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The local stack with a {@link FaultProxy} between its functions and each of its engines. */
final class FaultyStack implements AutoCloseable {
    static final String POST = "PostMessageFunction";
    static final String GET = "GetMessageFunction";
    static final String PROCESS = "ProcessMessageFunction";

    /** Shorter than what a batch may take: two consumers can hold the same message. */
    static final Duration SHORT_VISIBILITY = Duration.ofSeconds(4);

    /** Longer than that: what a batch gives back is still its own. */
    static final Duration LONG_VISIBILITY = Duration.ofSeconds(Project.BATCH_SECONDS + 1);

    /** Two of each function: enough for two consumers of one message, and all that two cores carry. */
    private static final int PROCESSES = 2;

    /** Between two looks at the queue. */
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    /** Short, so that the consumer can be switched off at once. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Map<Service, FaultProxy> proxies = new EnumMap<>(Service.class);
    private final Path project;
    private final Path artifacts;
    private final Path data;
    private volatile LocalService local;

    private FaultyStack(Path project, Path artifacts, Path data) {
        this.project = project;
        this.artifacts = artifacts;
        this.data = data;
        for (var service : Service.values()) {
            proxies.put(service, new FaultProxy(service));
        }
        local = service(StackPorts.FREE);
        proxies.get(Service.QUEUE).redirectTo(local.endpoints().sqs());
        proxies.get(Service.TABLE).redirectTo(local.endpoints().dynamoDb());
        proxies.get(Service.BUCKET).redirectTo(local.endpoints().s3());
        showAgainAfter(SHORT_VISIBILITY);
    }

    /**
     * Starts the stack.
     *
     * @param project the built project
     * @param artifacts holds {@code <function>/target/artifact}: the project itself, or a copy with a mutant in it
     * @param work an empty folder of this stack's own
     */
    static FaultyStack start(Path project, Path artifacts, Path work) {
        var copy = Project.copyOf(project, work.resolve("project"));
        return new FaultyStack(copy.root(), artifacts, work.resolve("data"));
    }

    /** Sets the visibility time-out of the queue, in whole seconds. */
    void showAgainAfter(Duration visibility) {
        local.clients()
                .sqs()
                .setQueueAttributes(request -> request.queueUrl(local.queueUrl("Queue"))
                        .attributes(
                                Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibility.toSeconds()))));
    }

    /** The stack as it runs now; another one after {@link #restart}. */
    LocalService local() {
        return local;
    }

    /** Ends the whole stack, engines and functions, and starts it again on its data and its ports. */
    void restart() {
        var visibility = visibilityTimeout();
        var endpoints = local.endpoints();
        local.close();
        local = service(new StackPorts(
                endpoints.gateway().getPort(),
                endpoints.sqs().getPort(),
                endpoints.dynamoDb().getPort(),
                endpoints.s3().getPort()));
        // The template's own was set at the start.
        showAgainAfter(visibility);
    }

    private Duration visibilityTimeout() {
        var attributes = local.clients()
                .sqs()
                .getQueueAttributes(request ->
                        request.queueUrl(local.queueUrl("Queue")).attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT))
                .attributes();
        return Duration.ofSeconds(Long.parseLong(attributes.get(QueueAttributeName.VISIBILITY_TIMEOUT)));
    }

    /** What waits in its queue. */
    Backlog backlog() {
        return new Backlog(local, POLL_INTERVAL);
    }

    FaultProxy proxy(Service service) {
        return proxies.get(service);
    }

    /** How often each key was written in each store, by store and key. */
    Map<String, Integer> writes() {
        var writes = new HashMap<String, Integer>();
        proxies.forEach(
                (service, proxy) -> proxy.writes().forEach((key, times) -> writes.put(service + " " + key, times)));
        return writes;
    }

    Engine engine(Service service) {
        return switch (service) {
            case QUEUE -> local.engines().sqs();
            case TABLE -> local.engines().dynamoDb();
            case BUCKET -> local.engines().s3();
        };
    }

    @Override
    public void close() {
        local.close();
        proxies.values().forEach(FaultProxy::close);
    }

    private LocalService service(StackPorts ports) {
        var client = ClassPath.ofModule(ProjectFolder.engines(project).resolve("lambda-runtime"))
                .entries();
        var java = new JavaRuntime(client, NativeLibrary.unpack(client, data), artifacts);
        var runtimes = new LinkedHashMap<String, FunctionRuntime>();
        for (var function : new String[] {POST, GET, PROCESS}) {
            runtimes.put(function, (declared, environment) -> detoured(java, declared, environment));
        }
        return LocalService.start(Options.builder(project, data)
                .runtimes(runtimes)
                .concurrency(PROCESSES)
                .longPoll(POLL)
                .ports(ports)
                .build());
    }

    private Command detoured(JavaRuntime java, Resource.Function function, Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        proxies.values()
                .forEach(proxy -> variables.computeIfPresent(
                        proxy.service().variable(),
                        (name, engine) -> proxy.address().toString()));
        // Processes do not live long here: to prime and to optimize them costs more than it gives.
        return java.command(function.withoutSnapStart(), variables);
    }
}
