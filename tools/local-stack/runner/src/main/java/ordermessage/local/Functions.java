package ordermessage.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.InitFailure;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.LambdaService;
import ordermessage.local.template.Resource;

/** The functions of a stack. */
final class Functions implements AutoCloseable {
    /** No snapshot is restored here, so the passes that compile the code for one would only delay the start. */
    private static final String ONE_PRIMING_PASS = "-Dordermessage.priming.passes=1";

    private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();

    /**
     * Creates the functions. Their processes are not started yet.
     *
     * @throws StartFailed when a function is not built
     */
    Functions(List<Resource.Function> declared, Options options, Endpoints endpoints, Logs logs) {
        var lambda = new LambdaService(LocalNames.REGION, LocalNames.ACCOUNT, endpoints.variables());
        var java = RuntimeClient.unpack(options.project(), options.data()).runtime(options.project());
        for (var function : declared) {
            var runtime = Optional.ofNullable(options.runtimes().get(function.logicalId()))
                    .orElseGet(() -> requireBuilt(java, function));
            functions.put(
                    function.logicalId(),
                    lambda.deploy(function, runtime, options.concurrency(), logs.fileAndConsole(function.logicalId())));
        }
    }

    LambdaFunction get(String logicalId) {
        if (!functions.containsKey(logicalId)) {
            throw new IllegalArgumentException(
                    "The template has no function " + logicalId + ", only " + functions.keySet());
        }
        return functions.get(logicalId);
    }

    List<LambdaFunction> all() {
        return List.copyOf(functions.values());
    }

    /**
     * Starts one process of each function, all at the same time.
     *
     * @return completes when all processes are ready; fails with {@link StartFailed} when one does not start
     */
    CompletableFuture<Void> warm() {
        return CompletableFuture.allOf(functions.values().stream()
                .map(function -> CompletableFuture.runAsync(() -> warm(function), Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new));
    }

    @Override
    public void close() {
        all().parallelStream().forEach(LambdaFunction::close);
    }

    private static void warm(LambdaFunction function) {
        try {
            function.warm();
        } catch (InitFailure e) {
            throw new StartFailed(function.name() + " does not start: " + e.getMessage(), e);
        }
    }

    private static FunctionRuntime requireBuilt(JavaRuntime runtime, Resource.Function function) {
        var logicalId = function.logicalId();
        if (!runtime.has(logicalId)) {
            throw new StartFailed("%s is not built: there is no %s".formatted(logicalId, runtime.artifact(logicalId)));
        }
        if (!runtime.hasHandler(logicalId, function.handler())) {
            throw new StartFailed("%s has the Handler %s, and its artifact has no such class"
                    .formatted(logicalId, function.handler()));
        }
        return (declared, environment) -> runtime.command(declared, environment).with(List.of(ONE_PRIMING_PASS));
    }
}
