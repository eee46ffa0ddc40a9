package ordermessage.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import ordermessage.local.cognito.CognitoServer;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.console.Activity;
import ordermessage.local.console.ConsoleServer;
import ordermessage.local.console.LiveStack;
import ordermessage.local.docs.DocsServer;
import ordermessage.local.download.DynoxidePackage;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import ordermessage.local.download.PackageUnavailableException;
import ordermessage.local.download.SwaggerUiPackage;
import ordermessage.local.engine.DynamoDbCommand;
import ordermessage.local.engine.Dynoxide;
import ordermessage.local.engine.EngineKind;
import ordermessage.local.engine.EngineSettings;
import ordermessage.local.engine.Engines;
import ordermessage.local.fault.StoreFaults;
import ordermessage.local.gateway.AccessLog;
import ordermessage.local.gateway.Gateway;
import ordermessage.local.gateway.Integration;
import ordermessage.local.gateway.RestApi;
import ordermessage.local.memory.MemoryBudget;
import ordermessage.local.monitor.AlarmFile;
import ordermessage.local.monitor.AwsMetrics;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.monitor.Monitor;
import ordermessage.local.monitor.QueueGauges;
import ordermessage.local.monitor.Summary;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.provision.Provisioning;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.template.Resource;
import ordermessage.local.template.Stack;
import ordermessage.local.template.Template;

/** The whole stack of a project's template on one machine. It runs until {@link #close}, or until this JVM ends. */
public final class LocalService implements AutoCloseable {
    /**
     * The option of the JVM with which a POST waits for its read of the table for two seconds. On AWS, it waits for 300 ms. Here,
     * everything shares the processors of one machine, so a function or an engine may have to wait for one.
     */
    public static final String POST_READ_TIMEOUT = "-Dordermessage.post.read.timeout=2000";
    /** The name of the file in the data folder that has the status of the alarms. */
    static final String ALARM_FILE = "alarms.json";

    private final Options options;
    private final Endpoints endpoints;
    private final LocalNames names;
    private final Stack stack;
    private final Metrics metrics;
    private final Activity activity;
    private final Monitor monitor;
    private final Engines engines;
    private final EngineClients clients;
    private final StoreFaults faults;
    private final Functions functions;
    private final UserPools userPools;
    private final CognitoServer cognito;
    private final DocsServer docs;
    private final ConsoleServer console;
    private final List<EventSourceMapping> mappings;
    private final Teardown teardown;

    private LocalService(Options options, Teardown teardown) {
        this.options = options;
        this.teardown = teardown;
        DataFolder.prepare(options.data());
        teardown.add("lock of the data folder", InstanceLock.acquire(options.data()));
        endpoints = Endpoints.choose(options);
        names = new LocalNames(endpoints.sqs(), endpoints.gateway(), endpoints.cognito());
        stack = Template.read(options.project().resolve("template.yaml")).stack(options.parameters(), names);
        var logs = teardown.add(
                "logs", new Logs(options.data().resolve("logs"), options.consoleFormat(), options.output()));
        metrics = new Metrics(options.clock());
        activity = new Activity(options.clock());
        faults = teardown.add("faults", faults());
        functions = new Functions(stack.functions(), options, variables(), logs, metrics, activity);

        // The engines and the functions start at the same time. They shut down one after the other.
        var starting = CompletableFuture.supplyAsync(() -> engines(logs), Thread::startVirtualThread);
        teardown.add("engines", () -> Engines.end(starting));
        teardown.add("functions", functions);
        var warming = functions.warm();
        userPools = new UserPools(stack, options.keys(), options.signingKeys());
        cognito = teardown.add(
                "Cognito",
                CognitoServer.start(endpoints.cognito().getPort(), userPools, logs.fileAndConsole("cognito")));
        engines = starting.join();
        clients = teardown.add(
                "engine clients", new EngineClients(endpoints.sqs(), endpoints.dynamoDb(), endpoints.s3()));
        new Provisioning(clients, names).apply(stack);
        warming.join();

        mappings = mappings(logs.fileAndConsole("queue"));
        stack.api().ifPresent(api -> serve(api, logs));
        docs = teardown.add("API reference", docs());
        monitor = teardown.add("monitor", watch());
        console =
                teardown.add("console", ConsoleServer.start(endpoints.console().getPort(), live(), activity));
    }

    /**
     * Starts the stack, and returns when it is ready.
     *
     * @throws RuntimeException when the stack cannot start, such as {@link StartFailedException}, {@link
     *     ordermessage.local.template.TemplateException} or {@link ordermessage.local.process.PortTakenException}. The message
     *     is one line. All parts that were started have been shut down.
     */
    public static LocalService start(Options options) {
        var teardown = new Teardown();
        try {
            return new LocalService(options, teardown);
        } catch (CompletionException e) {
            teardown.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (RuntimeException e) {
            teardown.close();
            throw e;
        }
    }

    /** Returns the URI of the API with its stage, such as {@code http://127.0.0.1:3000/prod}. */
    public URI api() {
        return endpoints
                .gateway()
                .resolve("/" + stack.api().map(Resource.Api::stage).orElse(""));
    }

    /** Returns the stack that the template describes, with local names. */
    public Stack stack() {
        return stack;
    }

    /** Returns the URIs of the API and of the engines. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** Returns the engines, which can be killed and restarted. */
    public Engines engines() {
        return engines;
    }

    /** Returns SDK clients for the engines. */
    public EngineClients clients() {
        return clients;
    }

    /**
     * Returns a function of the template.
     *
     * @throws IllegalArgumentException when the template has no function with this logical id
     */
    public LambdaFunction function(String logicalId) {
        return functions.get(logicalId);
    }

    /** Returns the monitor, which evaluates the alarms of the template. */
    public Monitor monitor() {
        return monitor;
    }

    /** Returns lines that sum up the requests and invocations since the start. */
    List<String> summary() {
        return new Summary(stack, LocalNames.STACK, metrics).lines();
    }

    /** Returns the metrics of this stack. */
    public Metrics metrics() {
        return metrics;
    }

    /** Returns the event source mappings, which deliver messages to functions. They can be paused. */
    public List<EventSourceMapping> mappings() {
        return List.copyOf(mappings);
    }

    /** Returns the URL of a queue of the template. */
    public String queueUrl(String logicalId) {
        return names.queue(logicalId).url();
    }

    /** Returns the ARN of a queue of the template. */
    public String queueArn(String logicalId) {
        return names.queue(logicalId).arn();
    }

    /**
     * Issues an access token that may send and read the messages of a company, for the header {@code Authorization}. It
     * needs no app client.
     *
     * @param companyId the part after {@code company/} of the token's scope; any text
     * @throws IllegalStateException when the template has no {@code AWS::Cognito::UserPool}
     */
    public String token(String companyId) {
        return new CompanyTokens(userPools).token(companyId);
    }

    /** Returns the URI of the token endpoint of the user pools. */
    public URI tokenEndpoint() {
        return cognito.tokenEndpoint();
    }

    /**
     * Returns the URI of the public keys of a user pool of the template.
     *
     * @param poolId the id of the user pool: the value of {@code !Ref} to it
     */
    public URI publicKeys(String poolId) {
        return cognito.keys(poolId);
    }

    /** Returns the URI of the page with the API reference. */
    public URI reference() {
        return docs.uri();
    }

    /** Returns the URI of the console. */
    public URI console() {
        return console.uri();
    }

    /**
     * Shuts all parts of the stack down. The stored data stay. This takes a few seconds, and longer if a process records its class
     * archive, which may take a minute.
     */
    @Override
    public void close() {
        teardown.close();
    }

    private StoreFaults faults() {
        return new StoreFaults(
                options.data().resolve("redirects"),
                endpoints.dynamoDb(),
                endpoints.s3(),
                new AwsMetrics(metrics, LocalNames.STACK).throttledWrites(stack.tables()));
    }

    private Map<String, String> variables() {
        var variables = new HashMap<>(endpoints.variables());
        variables.putAll(faults.variables());
        return variables;
    }

    private Engines engines(Logs logs) {
        var dynamoDb = dynamoDb();
        return Engines.start(
                LocalNames.REGION,
                dynamoDb,
                settings("sqs", endpoints.sqs(), logs.fileOnly("ElasticMQ")),
                settings("dynamodb", endpoints.dynamoDb(), logs.fileOnly(dynamoDb.name())),
                settings("s3", endpoints.s3(), logs.fileOnly("S3Proxy")));
    }

    private EngineKind dynamoDb() {
        if (!options.dynamoDbCommand().isEmpty()) {
            return new DynamoDbCommand(options.dynamoDbCommand());
        }
        try {
            return new Dynoxide(
                    new DynoxidePackage(packages()).unpack(options.data().resolve("bin")));
        } catch (PackageUnavailableException e) {
            throw new StartFailedException(
                    ("Dynoxide (for DynamoDB) is not available: %s."
                                    + " Connect to the network once, or choose another server with DYNAMODB_COMMAND=…")
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private PackageCache packages() {
        return new PackageCache(options.packages(), List.of(new NpmClient(), new NpmRegistry()), options.output());
    }

    private DocsServer docs() {
        return DocsServer.start(
                endpoints.docs().getPort(),
                options.project(),
                api(),
                cognito.tokenEndpoint(),
                new SwaggerUiPackage(packages()));
    }

    private LiveStack live() {
        return new LiveStack(
                options.project(),
                api(),
                docs.uri(),
                stack,
                engines,
                clients,
                functions.all(),
                mappings,
                faults,
                monitor,
                this::queueUrl,
                this::token);
    }

    private EngineSettings settings(String data, URI endpoint, Consumer<String> log) {
        return new EngineSettings(
                ProjectFolder.engines(options.project()),
                options.engineAddress(),
                endpoint.getPort(),
                options.data().resolve("data", data),
                log,
                options.output());
    }

    private void serve(Resource.Api api, Logs logs) {
        var log = logs.fileAndConsole("gateway");
        var ownListeners = new AwsMetrics(metrics, LocalNames.STACK).of(api).and(activity.requests());
        var listener = api.accessLog()
                .map(accessLog -> ownListeners.and(new AccessLog(accessLog, logs.fileOnly(accessLog.logGroup()))))
                .orElse(ownListeners);
        var integrations = stack.functions().stream()
                .flatMap(function -> function.routes().stream()
                        .map(route ->
                                new Integration(route, function.logicalId(), functions.get(function.logicalId()))))
                .toList();
        var restApi = new RestApi(api, LocalNames.ACCOUNT, integrations, userPools.authorizer(api), log);
        var port = endpoints.gateway().getPort();
        teardown.add("gateway", Gateway.start(restApi, port, MemoryBudget.ofThisJvm(), listener, log));
    }

    private Monitor watch() {
        var gauges = new QueueGauges(
                clients.sqs(),
                stack.queues(),
                this::queueUrl,
                options.data().resolve("data", "sqs", "oldest-messages"),
                metrics,
                options.clock());
        var watching = new Monitor(stack, metrics, gauges, options.clock(), options.output());
        if (options.alarmInterval().isPositive()) {
            var file = new AlarmFile(options.data().resolve(ALARM_FILE));
            watching.start(
                    options.alarmInterval(),
                    () -> file.write(new AlarmFile.Content(options.clock().instant(), watching.alarms())));
        }
        return watching;
    }

    private List<EventSourceMapping> mappings(Consumer<String> log) {
        var started = new ArrayList<EventSourceMapping>();
        for (var function : stack.functions()) {
            for (var source : function.sources()) {
                var mapping = EventSourceMapping.start(
                        clients.sqs(),
                        names.queue(source.queue()),
                        source,
                        functions.get(function.logicalId()),
                        options.concurrency(),
                        options.longPoll(),
                        log);
                started.add(teardown.add("event source mapping", mapping));
            }
        }
        return started;
    }
}
