package ordermessage.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import ordermessage.local.LocalService;
import ordermessage.local.Options;
import ordermessage.local.ProjectFolder;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;
import ordermessage.local.provision.EngineClients;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.queue.EventSourceMapping;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.LambdaService;
import ordermessage.local.runtime.NativeLibrary;
import ordermessage.local.template.Resource;

/** The local stack, with engines as far away as is asked for, and everything that is to run against it. */
final class BenchStack implements AutoCloseable {
    static final String POST = "PostMessageFunction";
    static final String GET = "GetMessageFunction";
    static final String PROCESS = "ProcessMessageFunction";

    /** The module of the baseline's handlers. */
    private static final String BASELINE = "baseline";

    private static final String SQS = "AWS_ENDPOINT_URL_SQS";
    private static final String DYNAMODB = "AWS_ENDPOINT_URL_DYNAMODB";
    private static final String S3 = "AWS_ENDPOINT_URL_S3";
    private static final List<String> ENGINES = List.of(SQS, DYNAMODB, S3);

    private final Path project;
    /** The ways to the engines, by the variable that names them; none where they are as near as loopback. */
    private final Map<String, LatencyProxy> lines = new HashMap<>();

    private final AtomicLong logged = new AtomicLong();
    private final LocalService local;
    private final EngineClients clients;
    private final JavaRuntime service;
    private final JavaRuntime baseline;

    /**
     * Starts the stack, with its consumer switched off.
     *
     * @param processes of each function of the stack
     * @param data an empty folder
     */
    BenchStack(Path project, Path data, int processes, Duration engineLatency) {
        this.project = project;
        var client = ClassPath.ofModule(ProjectFolder.engines(project).resolve("lambda-runtime"))
                .entries();
        var library = NativeLibrary.unpack(client, data);
        service = new JavaRuntime(client, library, project);
        baseline = new JavaRuntime(client, library, project.resolve("tools", "benchmarks"));

        if (!engineLatency.isZero()) {
            ENGINES.forEach(variable -> lines.put(variable, new LatencyProxy(engineLatency)));
        }
        var runtimes = new LinkedHashMap<String, FunctionRuntime>();
        for (var function : List.of(POST, GET, PROCESS)) {
            runtimes.put(function, (declared, environment) -> service.command(declared, far(environment)));
        }
        local = LocalService.start(Options.builder(project, data)
                .runtimes(runtimes)
                .concurrency(processes)
                .longPoll(Duration.ofSeconds(1))
                .build());
        local.mappings().forEach(EventSourceMapping::pause);
        lines.forEach((variable, line) ->
                line.redirectTo(URI.create(local.endpoints().variables().get(variable))));
        var engines = far(local.endpoints().variables());
        clients = new EngineClients(
                URI.create(engines.get(SQS)), URI.create(engines.get(DYNAMODB)), URI.create(engines.get(S3)));
    }

    LocalService local() {
        return local;
    }

    /** Clients of the engines, as far away from them as the functions. */
    EngineClients clients() {
        return clients;
    }

    /** Characters that the functions of this stage, the stack's own excepted, have logged so far. */
    long logged() {
        return logged.get();
    }

    Path project() {
        return project;
    }

    /** A function of the template, as it would be on AWS. */
    LambdaFunction service(String function, int processes) {
        return deploy(declared(function), service, processes);
    }

    /** The same without SnapStart: no hook runs, and the JVM compiles as Lambda has it do then. */
    LambdaFunction unprimed(String function) {
        return deploy(declared(function).withoutSnapStart(), service, 1);
    }

    /**
     * A handler of the baseline with the settings of a function of the template, SnapStart and so the compilers included: only
     * the code makes a difference. It has no hooks.
     */
    LambdaFunction baseline(String handler, String function, int processes) {
        return deploy(baselineOf(handler, function), baseline, processes);
    }

    /** The same as it is without SnapStart. */
    LambdaFunction unprimedFloor(String handler, String function) {
        return deploy(baselineOf(handler, function).withoutSnapStart(), baseline, 1);
    }

    /** The same with more options of its JVM. */
    LambdaFunction service(String function, List<String> jvmOptions) {
        return deploy(
                declared(function),
                (declared, environment) ->
                        service.command(declared, environment).with(jvmOptions),
                1);
    }

    /** A program of the user's with the environment of a function of the template. */
    LambdaFunction given(List<String> program, String function, int processes) {
        return deploy(
                declared(function),
                (declared, environment) -> new Command.Program(function, program, environment, project),
                processes);
    }

    @Override
    public void close() {
        clients.close();
        local.close();
        lines.values().forEach(LatencyProxy::close);
    }

    private Resource.Function declared(String logicalId) {
        return local.stack().functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }

    private Resource.Function baselineOf(String handler, String like) {
        var function = declared(like);
        return new Resource.Function(
                BASELINE,
                function.name(),
                "ordermessage.baseline." + handler,
                function.memory(),
                function.timeout(),
                function.environment(),
                function.snapStart(),
                function.logFormat(),
                function.logLevel(),
                function.routes(),
                function.sources());
    }

    private LambdaFunction deploy(Resource.Function function, FunctionRuntime runtime, int processes) {
        var engines = far(local.endpoints().variables());
        return new LambdaService(LocalNames.REGION, LocalNames.ACCOUNT, engines)
                .deploy(function, runtime, processes, line -> logged.addAndGet(line.length() + 1L));
    }

    private Map<String, String> far(Map<String, String> environment) {
        var variables = new HashMap<>(environment);
        lines.forEach((variable, line) -> variables.computeIfPresent(
                variable, (name, near) -> line.address().toString()));
        return variables;
    }
}
