package ordermessage.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import ordermessage.local.console.Activity;
import ordermessage.local.monitor.AwsMetrics;
import ordermessage.local.monitor.EmbeddedMetrics;
import ordermessage.local.monitor.Metrics;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.InitFailedException;
import ordermessage.local.runtime.InvocationListener;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.LambdaService;
import ordermessage.local.template.Resource;

/** The functions of a stack. */
final class Functions implements AutoCloseable {
    private static final List<String> OPTIONS = List.of(
            // No snapshot is restored here, so the passes that compile the code for one would only delay the start.
            "-Dordermessage.priming.passes=1", LocalService.POST_READ_TIMEOUT);

    private final Map<String, LambdaFunction> functions = new LinkedHashMap<>();
    private final Set<String> startedOnDemand;

    /**
     * Creates the functions. Their processes are not started yet.
     *
     * @param variables further variables of the processes: the endpoints of the engines, and more
     * @throws StartFailedException when a function is not built
     * @throws IllegalArgumentException when the template has no function that is to start on demand
     */
    Functions(
            List<Resource.Function> declared,
            Options options,
            Map<String, String> variables,
            Logs logs,
            Metrics metrics,
            Activity activity) {
        startedOnDemand = options.startedOnDemand();
        var awsMetrics = new AwsMetrics(metrics, LocalNames.STACK);
        var ownMetrics = new EmbeddedMetrics(metrics);
        var lambda = new LambdaService(LocalNames.REGION, LocalNames.ACCOUNT, variables);
        var java = RuntimeClient.unpack(options.project(), options.data())
                .runtime(options.project())
                .withArchives(options.recordsArchives())
                .withInterceptors();
        for (var function : declared) {
            var runtime = Optional.ofNullable(options.runtimes().get(function.logicalId()))
                    .orElseGet(() -> requireBuilt(java, function));
            functions.put(
                    function.logicalId(),
                    lambda.deploy(
                            function,
                            runtime,
                            options.concurrency(),
                            output(function.logicalId(), logs, ownMetrics, activity),
                            InvocationListener.both(
                                    awsMetrics.of(function), activity.invocations(function.logicalId()))));
        }
        startedOnDemand.forEach(this::get);
    }

    private static Consumer<String> output(String logicalId, Logs logs, EmbeddedMetrics metrics, Activity activity) {
        return logs.fileAndConsole(logicalId, metrics::record).andThen(line -> activity.printed(logicalId, line));
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
     * Starts one process of each function that does not start on demand, all at the same time.
     *
     * @return completes when all processes are ready; fails with {@link StartFailedException} when one does not start
     */
    CompletableFuture<Void> warm() {
        return CompletableFuture.allOf(functions.entrySet().stream()
                .filter(function -> !startedOnDemand.contains(function.getKey()))
                .map(Map.Entry::getValue)
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
        } catch (InitFailedException e) {
            throw new StartFailedException(function.name() + " does not start: " + e.getMessage(), e);
        }
    }

    private static FunctionRuntime requireBuilt(JavaRuntime runtime, Resource.Function function) {
        var logicalId = function.logicalId();
        if (!runtime.has(logicalId)) {
            throw new StartFailedException(
                    "%s is not built: there is no %s".formatted(logicalId, runtime.artifact(logicalId)));
        }
        if (!runtime.hasHandler(logicalId, function.handler())) {
            throw new StartFailedException("%s has the Handler %s, and its artifact has no such class"
                    .formatted(logicalId, function.handler()));
        }
        return (declared, environment) -> runtime.command(declared, environment).with(OPTIONS);
    }
}
