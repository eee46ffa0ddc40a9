package ordermessage.snapstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import ordermessage.acceptance.RunningService;
import ordermessage.local.LocalService;
import ordermessage.local.RuntimeClient;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.Command;
import ordermessage.local.role.RoleCheck;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.template.Resource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * The process of a function with SnapStart, and a fake of Lambda's runtime API for it. The process stops at the point
 * where Lambda takes the snapshot, and continues when the test calls {@link #restore()}.
 */
final class SnapStartProcess implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    private final LoopbackServer runtimeApi = LoopbackServer.start(0, this::serve);
    private final AtomicBoolean primed = new AtomicBoolean();
    private final CountDownLatch restored = new CountDownLatch(1);
    private final AtomicBoolean waitingForEvent = new AtomicBoolean();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final ChildProcess process;

    private SnapStartProcess(
            RunningService service,
            String function,
            UnaryOperator<JavaRuntime> change,
            Map<String, String> endpoints,
            List<String> jvmOptions) {
        process = ChildProcess.start(
                command(service, function, change, endpoints)
                        .with(jvmOptions)
                        .with(List.of(LocalService.POST_READ_TIMEOUT)),
                output::add);
    }

    /**
     * Starts a process as Lambda does.
     *
     * @param function the logical ID of the function
     * @param jvmOptions further options for the JVM
     */
    static SnapStartProcess start(RunningService service, String function, List<String> jvmOptions) {
        return new SnapStartProcess(service, function, UnaryOperator.identity(), Map.of(), jvmOptions);
    }

    /**
     * Starts a process with the class archive of the local stack and one pass of priming, which makes all calls.
     *
     * @param function the logical ID of the function
     * @param endpoints variables that replace those of the running service, such as {@code AWS_ENDPOINT_URL_SQS}
     * @param jvmOptions further options for the JVM
     */
    static SnapStartProcess startFast(
            RunningService service, String function, Map<String, String> endpoints, String... jvmOptions) {
        var options = new ArrayList<>(List.of(jvmOptions));
        options.add("-Dordermessage.priming.passes=1");
        return new SnapStartProcess(
                service, function, runtime -> runtime.withArchives(false).withInterceptors(), endpoints, options);
    }

    /** Waits up to three minutes until the hooks before the snapshot have run. Fails at once when the process ends. */
    SnapStartProcess awaitSnapshot() {
        await().failFast(() -> assertThat(process.isAlive())
                        .as("process is alive; its output: %s", output)
                        .isTrue())
                .untilAsserted(() -> assertThat(primed)
                        .as("hooks before the snapshot have run; output of the process: %s", output)
                        .isTrue());
        return this;
    }

    /** Lets the process continue, as after a restore from the snapshot. */
    SnapStartProcess restore() {
        restored.countDown();
        return this;
    }

    /** Waits up to three minutes until the hooks after the restore have run and the process asks for its first event. */
    SnapStartProcess awaitFirstEvent() {
        await().untilAsserted(() -> assertThat(waitingForEvent)
                .as("process asks for an event; its output: %s", output)
                .isTrue());
        return this;
    }

    /**
     * Sends an event and waits up to three minutes for the answer.
     *
     * @return the answer or, when the function failed, the error that the runtime reports
     */
    String invoke(String event) {
        events.add(event);
        await().untilAsserted(() -> assertThat(answers)
                .as("answers; output of the process: %s", output)
                .isNotEmpty());
        return answers.remove();
    }

    /** Sends a command of the JDK's tool {@code jcmd} to the process, and returns the output of the tool. */
    String jcmd(String... command) {
        try {
            var line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
            line.addAll(List.of(command));
            var jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The open TCP connections of the process, with the local and the remote end in hexadecimal as in
     * {@code /proc/net/tcp}: {@code 0100007F:A3F2-0100007F:1F90}. The connections to the runtime API are left out.
     */
    List<String> connections() {
        var runtimePort =
                ":%04X".formatted(URI.create("http://" + runtimeApi.authority()).getPort());
        var procFolder = Path.of("/proc", Long.toString(process.pid()));
        try (var descriptors = Files.list(procFolder.resolve("fd"))) {
            var openFiles = descriptors.map(SnapStartProcess::linkTarget).toList();
            var connections = new ArrayList<String>();
            for (var table : List.of("net/tcp", "net/tcp6")) {
                Files.readAllLines(procFolder.resolve(table)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(columns -> openFiles.contains("socket:[" + columns[9] + "]"))
                        .filter(columns -> !columns[2].endsWith(runtimePort))
                        .map(columns -> columns[1] + "-" + columns[2])
                        .forEach(connections::add);
            }
            return connections;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
        runtimeApi.close();
    }

    private Command.Jvm command(
            RunningService service, String function, UnaryOperator<JavaRuntime> change, Map<String, String> endpoints) {
        var project = RunningService.project();
        var declared = service.local().stack().functions().stream()
                .filter(candidate -> candidate.logicalId().equals(function))
                .findFirst()
                .orElseThrow();
        var environment = environment(service, declared);
        environment.putAll(endpoints);
        var runtime = RuntimeClient.unpack(project, Path.of("target").toAbsolutePath())
                .runtime(project);
        return change.apply(runtime).command(declared, environment);
    }

    private Map<String, String> environment(RunningService service, Resource.Function function) {
        var environment = new HashMap<>(function.environment());
        environment.putAll(service.local().endpoints().variables());
        environment.put(RoleCheck.POLICY_VARIABLE, function.role().text());
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API", runtimeApi.authority(),
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start",
                "AWS_LAMBDA_FUNCTION_NAME", function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memory()),
                "AWS_LAMBDA_LOG_FORMAT", "JSON",
                "AWS_REGION", "local",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://" + runtimeApi.authority() + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN", "test"));
        return environment;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (path.equals("/credentials")) {
                answer(exchange, """
                        {"AccessKeyId":"local","SecretAccessKey":"local","Expiration":"2100-01-01T00:00:00Z"}""");
            } else if (path.endsWith("/restore/next")) {
                primed.set(true);
                restored.await();
                answer(exchange, "");
            } else if (path.endsWith("/invocation/next")) {
                waitingForEvent.set(true);
                var event = events.take();
                var headers = exchange.getResponseHeaders();
                headers.set("Content-Type", "application/json");
                headers.set("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
                headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
                headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:local:000000000000:function:f");
                headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=0");
                answer(exchange, event);
            } else {
                answers.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                answer(exchange, "{}");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(TIMEOUT).dontCatchUncaughtExceptions();
    }

    private static String linkTarget(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // The process has closed the file since the folder was listed.
            return "";
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
