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

/** The whole stack of a project's template on one machine. It ends with {@link #close}, or with this JVM. */
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
        teardown.add(InstanceLock.of(options.data()));
        endpoints = Endpoints.choose(options);
        names = new LocalNames(endpoints.sqs(), endpoints.gateway());
        stack = Template.read(options.project().resolve("template.yaml")).stack(options.parameters(), names);
        var logs = teardown.add(new Logs(options.data().resolve("logs"), options.output()));
        functions = new Functions(stack.functions(), options, endpoints, logs);

        // The engines and the functions start at the same time, and end one after the other.
        var starting = CompletableFuture.supplyAsync(() -> engines(logs), Thread::startVirtualThread);
        teardown.add(() -> end(starting));
        teardown.add(functions);
        var warming = functions.warm();
        userPools = new UserPools(stack, options.keys());
        keys = teardown.add(KeyServer.start(userPools));
        engines = starting.join();
        clients = teardown.add(new EngineClients(endpoints.sqs(), endpoints.dynamoDb(), endpoints.s3()));
        new Provisioning(clients, names).apply(stack);
        warming.join();

        mappings = mappings(logs.shown("queue"));
        stack.api().ifPresent(api -> serve(api, logs.shown("gateway")));
    }

    /**
     * Starts everything, and returns when it serves.
     *
     * @throws RuntimeException with a message of one line when something is in the way, such as {@link StartFailed}, a
     *     {@link ordermessage.local.template.TemplateException} or a {@link ordermessage.local.process.PortTaken};
     *     nothing is left running then
     */
    public static LocalService start(Options options) {
        var teardown = new Teardown();
        try {
            return new LocalService(options, teardown);
        } catch (CompletionException failure) {
            teardown.close();
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        } catch (RuntimeException failure) {
            teardown.close();
            throw failure;
        }
    }

    /** The API with its stage, such as {@code http://127.0.0.1:3000/prod}. */
    public URI api() {
        return endpoints
                .gateway()
                .resolve("/" + stack.api().map(Resource.Api::stage).orElse(""));
    }

    /** What the template describes, with its local names. */
    public Stack stack() {
        return stack;
    }

    /** Where the engines are. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** The engines themselves, which can be killed and started again. */
    public Engines engines() {
        return engines;
    }

    /** SDK clients of the engines. */
    public EngineClients clients() {
        return clients;
    }

    /**
     * A function of the template.
     *
     * @throws IllegalArgumentException when there is none of this logical id
     */
    public LambdaFunction function(String logicalId) {
        return functions.get(logicalId);
    }

    /** What brings messages to functions; it can be paused. */
    public List<EventSourceMapping> mappings() {
        return List.copyOf(mappings);
    }

    /** The URL of a queue of the template. */
    public String queueUrl(String logicalId) {
        return names.queue(logicalId).url();
    }

    /** The ARN of a queue of the template. */
    public String queueArn(String logicalId) {
        return names.queue(logicalId).arn();
    }

    /**
     * An ID token of a user of a company, for the header {@code Authorization}.
     *
     * @param companyId any text, which becomes the token's claim {@code custom:company_id}
     * @throws IllegalStateException when the template has no client of a user pool
     */
    public String token(String companyId) {
        return userPools.token(companyId);
    }

    /**
     * Where the public keys of a user pool of the template are served.
     *
     * @param poolId the value of a reference to it
     */
    public URI publicKeys(String poolId) {
        return keys.keys(poolId);
    }

    /** Ends everything, within 10 seconds; what is stored stays. */
    @Override
    public void close() {
        teardown.close();
    }

    /** Engines that did not start have ended themselves, and told why. */
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
                place("sqs", endpoints.sqs(), logs.quiet("ElasticMQ")),
                place("dynamodb", endpoints.dynamoDb(), logs.quiet(dynamoDb.name())),
                place("s3", endpoints.s3(), logs.quiet("S3Proxy")));
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
                    "DynamoDB has no engine: %s. Connect once, or name another server with DYNAMODB_COMMAND=…"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private EngineSettings place(String data, URI endpoint, Consumer<String> log) {
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
        teardown.add(Gateway.start(restApi, endpoints.gateway().getPort(), MemoryBudget.ofThisJvm(), log));
    }

    private List<EventSourceMapping> mappings(Consumer<String> log) {
        var started = new ArrayList<EventSourceMapping>();
        for (var function : stack.functions()) {
            for (var source : function.sources()) {
                started.add(teardown.add(EventSourceMapping.start(
                        clients.sqs(),
                        names.queue(source.queue()),
                        source,
                        functions.get(function.logicalId()),
                        options.concurrency(),
                        options.longPoll(),
                        log)));
            }
        }
        return started;
    }
}
