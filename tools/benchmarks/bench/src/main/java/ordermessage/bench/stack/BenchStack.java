package ordermessage.bench.stack;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import ordermessage.harness.RedirectedEndpoints;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.RuntimeClient;
import ordermessage.local.fault.LatencyProxy;
import ordermessage.local.process.Command;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.LambdaService;
import ordermessage.local.template.Resource;

/**
 * The stack under test: the local stack with a configurable latency between it and its engines. It also deploys single
 * functions that use these engines: of the service, of the baseline, and programs of the user.
 */
public final class BenchStack implements AutoCloseable {
    /** The engine latency of the stack that measures batches with distant engines. */
    public static final Duration DISTANT_ENGINES_LATENCY = Duration.ofMillis(10);

    /** The module of the baseline's handlers. */
    private static final String BASELINE = "baseline";

    private static final String NO_OP_HANDLER = "NoOpHandler";

    private static final String SQS = "AWS_ENDPOINT_URL_SQS";
    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final String S3 = "AWS_ENDPOINT_URL_S3";
    private static final List<String> ENDPOINT_VARIABLES = List.of(SQS, DYNAMODB, S3);

    private final Path project;
    private final Duration engineLatency;
    private final Map<ServiceFunction, List<String>> commands;
    private final CpuQuota quota;

    /** The proxies in front of the engines, by the engine's endpoint variable. Empty if the engine latency is zero. */
    private final Map<String, LatencyProxy> proxies = new HashMap<>();

    private final RedirectedEndpoints redirected;

    private final AtomicLong loggedCharacters = new AtomicLong();
    private final LocalService local;
    private final EngineClients clients;
    private final RuntimeClient client;
    private final JavaRuntime serviceRuntime;
    private final JavaRuntime baselineRuntime;

    /**
     * Starts the stack and pauses its event source mappings.
     *
     * @param project the folder of the built project
     * @param data an empty folder
     * @param processes the number of processes of each function of the stack
     * @param engineLatency the latency that is added to each round trip to an engine
     * @param commands by function, the command of a program of the user, see {@link #custom}
     * @param quota the share of the processor that each process of a function gets; the caller closes it
     */
    public BenchStack(
            Path project,
            Path data,
            int processes,
            Duration engineLatency,
            Map<ServiceFunction, List<String>> commands,
            CpuQuota quota) {
        this.project = project;
        this.engineLatency = engineLatency;
        this.commands = Map.copyOf(commands);
        this.quota = quota;
        client = RuntimeClient.unpack(project, data);
        serviceRuntime = client.runtime(project);
        baselineRuntime = client.runtime(project.resolve("tools", "benchmarks"));

        if (!engineLatency.isZero()) {
            ENDPOINT_VARIABLES.forEach(variable -> proxies.put(variable, new LatencyProxy(engineLatency)));
        }
        redirected = proxyEndpoints();
        var runtimes = new LinkedHashMap<String, FunctionRuntime>();
        for (var function : ServiceFunction.values()) {
            runtimes.put(function.logicalId(), quota.limit(redirected.redirect(serviceRuntime)));
        }
        local = LocalService.start(Options.builder(project, data)
                .runtimes(runtimes)
                .concurrency(processes)
                .longPoll(Duration.ofSeconds(1))
                .build());
        local.mappings().forEach(EventSourceMapping::pause);
        proxies.forEach((variable, proxy) ->
                proxy.forwardTo(URI.create(local.endpoints().variables().get(variable))));
        var endpoints = redirected.redirect(local.endpoints().variables());
        clients = new EngineClients(
                URI.create(endpoints.get(SQS)), URI.create(endpoints.get(DYNAMODB)), URI.create(endpoints.get(S3)));
    }

    /** Returns the local stack. Its own clients reach the engines without the added latency. */
    public LocalService local() {
        return local;
    }

    /** Returns SDK clients that reach the engines with the same latency as the functions. */
    public EngineClients clients() {
        return clients;
    }

    /** Returns the latency that is added to each round trip to an engine. */
    public Duration engineLatency() {
        return engineLatency;
    }

    /** Returns the number of characters that the functions of the methods below have logged so far. */
    public long loggedCharacters() {
        return loggedCharacters.get();
    }

    /** Deploys a function as on AWS, with SnapStart. */
    public LambdaFunction service(ServiceFunction function, int processes) {
        return deploy(declared(function), serviceRuntime, processes);
    }

    /** Deploys a function as on AWS, with SnapStart and more options of the JVM, in one process. */
    public LambdaFunction service(ServiceFunction function, List<String> jvmOptions) {
        return service(function, jvmOptions, Map.of());
    }

    /** Deploys a function as on AWS, with SnapStart, more options of the JVM and more variables, in one process. */
    public LambdaFunction service(ServiceFunction function, List<String> jvmOptions, Map<String, String> variables) {
        return deploy(declared(function), with(serviceRuntime, jvmOptions, variables), 1);
    }

    /**
     * Deploys a function in the same way, with another artifact.
     *
     * @param functions the folder that contains {@code <logical id>/target/artifact}
     */
    public LambdaFunction service(
            ServiceFunction function, List<String> jvmOptions, Map<String, String> variables, Path functions) {
        return deploy(declared(function), with(client.runtime(functions), jvmOptions, variables), 1);
    }

    /** Deploys a function as on AWS, with SnapStart and another memory than in the template, in one process. */
    public LambdaFunction serviceWithMemory(ServiceFunction function, int megabytes) {
        return deploy(declared(function).withMemory(megabytes), serviceRuntime, 1);
    }

    /**
     * Deploys a function without SnapStart, in one process. No hook runs, and the JVM uses the compilers that Lambda selects
     * for such a function.
     */
    public LambdaFunction serviceWithoutSnapStart(ServiceFunction function) {
        return deploy(declared(function).withoutSnapStart(), serviceRuntime, 1);
    }

    /**
     * Deploys the baseline handler of a function with the settings of that function, including SnapStart and the compilers that
     * depend on it. So only the code differs. The handler has no hooks.
     */
    public LambdaFunction baseline(ServiceFunction function, int processes) {
        return deploy(baselineHandler(function.baselineHandler(), function), baselineRuntime, processes);
    }

    /** Deploys the baseline handler of a function without SnapStart, in one process. */
    public LambdaFunction baselineWithoutSnapStart(ServiceFunction function) {
        return deploy(baselineHandler(function.baselineHandler(), function).withoutSnapStart(), baselineRuntime, 1);
    }

    /** Deploys a handler that does nothing, with the settings of a function but without SnapStart, in one process. */
    public LambdaFunction noOpWithoutSnapStart(ServiceFunction function) {
        return deploy(baselineHandler(NO_OP_HANDLER, function).withoutSnapStart(), baselineRuntime, 1);
    }

    /** Returns whether the user has named a program for this function. */
    public boolean hasCustom(ServiceFunction function) {
        return commands.containsKey(function);
    }

    /**
     * Deploys the user's program with the environment of a function, in one process.
     *
     * @throws IllegalArgumentException when there is none, see {@link #hasCustom}
     */
    public LambdaFunction custom(ServiceFunction function) {
        if (!hasCustom(function)) {
            throw new IllegalArgumentException("There is no program for " + function);
        }
        return deploy(
                declared(function),
                (declared, environment) ->
                        new Command.Program(function.logicalId(), commands.get(function), environment, project),
                1);
    }

    @Override
    public void close() {
        clients.close();
        local.close();
        proxies.values().forEach(LatencyProxy::close);
    }

    private Resource.Function declared(ServiceFunction function) {
        return local.stack().functions().stream()
                .filter(declared -> declared.logicalId().equals(function.logicalId()))
                .findFirst()
                .orElseThrow();
    }

    private Resource.Function baselineHandler(String handler, ServiceFunction settings) {
        return declared(settings).withCode(BASELINE, "ordermessage.baseline." + handler);
    }

    private LambdaFunction deploy(Resource.Function function, FunctionRuntime runtime, int processes) {
        var endpoints = redirected.redirect(local.endpoints().variables());
        return new LambdaService(LocalNames.REGION, LocalNames.ACCOUNT, endpoints)
                .deploy(
                        function,
                        quota.limit(runtime),
                        processes,
                        line -> loggedCharacters.addAndGet(line.length() + 1L));
    }

    private static FunctionRuntime with(JavaRuntime runtime, List<String> jvmOptions, Map<String, String> variables) {
        return (function, environment) -> {
            var all = new HashMap<>(environment);
            all.putAll(variables);
            return runtime.command(function, all).with(jvmOptions);
        };
    }

    private RedirectedEndpoints proxyEndpoints() {
        var addresses = new HashMap<String, URI>();
        proxies.forEach((variable, proxy) -> addresses.put(variable, proxy.address()));
        return new RedirectedEndpoints(addresses);
    }
}
