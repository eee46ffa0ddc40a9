package ordermessage.snapstart;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import ordermessage.acceptance.RunningService;
import ordermessage.local.ProjectFolder;
import ordermessage.local.http.LoopbackServer;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;
import ordermessage.local.runtime.JavaRuntime;
import ordermessage.local.runtime.NativeLibrary;
import ordermessage.local.template.Resource;

/** A function's process that is held where Lambda takes its snapshot, until the test lets it be restored. */
final class SnapStartProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final LoopbackServer runtimeApi = LoopbackServer.start(0, this::serve);
    private final CountDownLatch primed = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final CountDownLatch idle = new CountDownLatch(1);
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final Queue<String> printed = new ConcurrentLinkedQueue<>();
    private final ChildProcess process;

    /** @param endpoints in place of those of the running service */
    SnapStartProcess(RunningService service, String function, List<String> jvmOptions, Map<String, String> endpoints) {
        process = ChildProcess.start(command(service, function, jvmOptions, endpoints), printed::add);
        var _ = process.exit().thenRun(primed::countDown);
    }

    /** Returns when the hooks before the snapshot have run. */
    SnapStartProcess awaitSnapshot() throws InterruptedException {
        if (!primed.await(PATIENCE_SECONDS, TimeUnit.SECONDS) || !process.isAlive()) {
            throw new AssertionError("There is nothing to take a snapshot of: " + printed);
        }
        return this;
    }

    /** Goes on as a process does that was restored from the snapshot. */
    SnapStartProcess restore() {
        restored.countDown();
        return this;
    }

    /** Returns when the hooks after the restore have run, and the process asks for its first event. */
    SnapStartProcess awaitFirstEvent() throws InterruptedException {
        if (!idle.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("It does not ask for an event: " + printed);
        }
        return this;
    }

    /** The answer, or what the runtime reported instead. */
    String invoke(String event) throws InterruptedException {
        events.add(event);
        var answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("There was no answer: " + printed);
        }
        return answer;
    }

    long pid() {
        return process.pid();
    }

    /**
     * Its open TCP connections as the kernel knows them, both ends in hexadecimal: {@code 0100007F:A3F2-0100007F:1F90}.
     * The runtime's own is left out.
     */
    List<String> connections() {
        var runtimePort =
                ":%04X".formatted(URI.create("http://" + runtimeApi.authority()).getPort());
        var own = Path.of("/proc", Long.toString(pid()));
        try (var descriptors = Files.list(own.resolve("fd"))) {
            var open = descriptors.map(SnapStartProcess::target).toList();
            var connections = new ArrayList<String>();
            for (var table : List.of("net/tcp", "net/tcp6")) {
                Files.readAllLines(own.resolve(table)).stream()
                        .skip(1)
                        .map(line -> line.strip().split("\\s+", -1))
                        .filter(columns -> open.contains("socket:[" + columns[9] + "]"))
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

    private Command command(
            RunningService service, String function, List<String> jvmOptions, Map<String, String> endpoints) {
        var project = RunningService.project();
        var client = ClassPath.ofModule(ProjectFolder.engines(project).resolve("lambda-runtime"))
                .entries();
        var declared = service.local().stack().functions().stream()
                .filter(candidate -> candidate.logicalId().equals(function))
                .findFirst()
                .orElseThrow();
        var environment = environment(service, declared);
        environment.putAll(endpoints);
        return new JavaRuntime(
                        client, NativeLibrary.unpack(client, Path.of("target").toAbsolutePath()), project)
                .command(declared, environment)
                .with(jvmOptions);
    }

    private Map<String, String> environment(RunningService service, Resource.Function function) {
        var environment = new HashMap<>(function.environment());
        environment.putAll(service.local().endpoints().variables());
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
                primed.countDown();
                restored.await();
                answer(exchange, "");
            } else if (path.endsWith("/invocation/next")) {
                idle.countDown();
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
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
