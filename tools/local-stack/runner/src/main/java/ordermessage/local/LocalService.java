package ordermessage.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import ordermessage.local.cognito.KeyServer;
import ordermessage.local.cognito.UserPools;
import ordermessage.local.download.DynoxidePackage;
import ordermessage.local.download.NpmClient;
import ordermessage.local.download.NpmRegistry;
import ordermessage.local.download.PackageCache;
import ordermessage.local.download.PackageUnavailable;
import ordermessage.local.engine.DynamoDbCommand;
import ordermessage.local.engine.Dynoxide;
import ordermessage.local.engine.EngineKind;
import ordermessage.local.engine.EngineSettings;
import ordermessage.local.engine.Engines;
import ordermessage.local.gateway.Gateway;
import ordermessage.local.gateway.Integration;
import ordermessage.local.gateway.RestApi;
import ordermessage.local.memory.MemoryBudget;
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
    private final Options options;
    private final Endpoints endpoints;
    private final LocalNames names;
    private final Stack stack;
    private final Engines engines;
    private final EngineClients clients;
    private final Functions functions;
    private final UserPools userPools;
    private final KeyServer keys;
    private final List<EventSourceMapping> mappings;
    private final Teardown teardown;

    private LocalService(Options options, Teardown teardown) {
        this.options = options;
        this.teardown = teardown;
        DataFolder.prepare(options.data());
        teardown.add("lock of the data folder", InstanceLock.acquire(options.data()));
        endpoints = Endpoints.choose(options);
        names = new LocalNames(endpoints.sqs(), endpoints.gateway());
        stack = Template.read(options.project().resolve("template.yaml")).stack(options.parameters(), names);
        var logs = teardown.add("logs", new Logs(options.data().resolve("logs"), options.output()));
        functions = new Functions(stack.functions(), options, endpoints, logs);

        // The engines and the functions start at the same time. They shut down one after the other.
        var starting = CompletableFuture.supplyAsync(() -> engines(logs), Thread::startVirtualThread);
        teardown.add("engines", () -> end(starting));
        teardown.add("functions", functions);
        var warming = functions.warm();
        userPools = new UserPools(stack, options.keys());
        keys = teardown.add("key server", KeyServer.start(userPools));
        engines = starting.join();
        clients = teardown.add(
                "engine clients", new EngineClients(endpoints.sqs(), endpoints.dynamoDb(), endpoints.s3()));
        new Provisioning(clients, names).apply(stack);
        warming.join();

        mappings = mappings(logs.fileAndConsole("queue"));
        stack.api().ifPresent(api -> serve(api, logs.fileAndConsole("gateway")));
    }

    /**
     * Starts the stack, and returns when it is ready.
     *
     * @throws RuntimeException when the stack cannot start, such as {@link StartFailed}, {@link
     *     ordermessage.local.template.TemplateException} or {@link ordermessage.local.process.PortTaken}. The message
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
     * Issues an ID token of a user of a company, for the header {@code Authorization}.
     *
     * @param companyId the value of the token's claim {@code custom:company_id}; any text
     * @throws IllegalStateException when the template has no {@code AWS::Cognito::UserPoolClient}
     */
    public String token(String companyId) {
        return userPools.token(companyId);
    }

    /**
     * Returns the URI of the public keys of a user pool of the template.
     *
     * @param poolId the id of the user pool: the value of {@code !Ref} to it
     */
    public URI publicKeys(String poolId) {
        return keys.keys(poolId);
    }

    /** Shuts all parts of the stack down, within 10 seconds. The stored data stay. */
    @Override
    public void close() {
        teardown.close();
    }

    /** Shuts the engines down. If they did not start, they have already ended and the reason was reported. */
    private static void end(CompletableFuture<Engines> starting) {
        starting.handle((started, failure) -> {
                    if (started != null) {
                        started.close();
                    }
                    return failure;
                })
                .join();
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
        var cache = new PackageCache(options.packages(), List.of(new NpmClient(), new NpmRegistry()), options.output());
        try {
            return new Dynoxide(new DynoxidePackage(cache).unpack(options.data().resolve("bin")));
        } catch (PackageUnavailable e) {
            throw new StartFailed(
                    ("Dynoxide (for DynamoDB) is not available: %s."
                                    + " Connect to the network once, or choose another server with DYNAMODB_COMMAND=…")
                            .formatted(e.getMessage()),
                    e);
        }
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

    private void serve(Resource.Api api, Consumer<String> log) {
        var integrations = stack.functions().stream()
                .flatMap(function -> function.routes().stream()
                        .map(route ->
                                new Integration(route, function.logicalId(), functions.get(function.logicalId()))))
                .toList();
        var restApi = new RestApi(api, LocalNames.ACCOUNT, integrations, userPools.authorizer(api), log);
        var port = endpoints.gateway().getPort();
        teardown.add("gateway", Gateway.start(restApi, port, MemoryBudget.ofThisJvm(), log));
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
