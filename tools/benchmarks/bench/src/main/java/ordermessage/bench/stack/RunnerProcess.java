package ordermessage.bench.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ordermessage.bench.measure.CallFailedException;
import ordermessage.local.process.ChildProcess;
import ordermessage.local.process.ClassPath;
import ordermessage.local.process.Command;

/**
 * {@code make run} in a process of its own, on free ports: the same main class with the same JVM options, which the system
 * property {@code runner.options} has.
 */
public final class RunnerProcess implements AutoCloseable {
    private static final Path MODULE = Path.of("tools", "local-stack", "runner");
    private static final List<String> PORTS =
            List.of("PORT", "SQS_PORT", "DYNAMODB_PORT", "S3_PORT", "COGNITO_PORT", "DOCS_PORT", "CONSOLE_PORT");
    private static final Pattern API = Pattern.compile("Ready (\\S+)");
    private static final Pattern CONSOLE = Pattern.compile("Watch it in a browser: (\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("export (\\w+)='(.*)'");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    /** The processes of a stack may record their class archives when they end. */
    private static final Duration LONGEST_END = Duration.ofMinutes(1);

    private final Path project;
    private final Path data;
    private final CompletableFuture<URI> api = new CompletableFuture<>();
    private final CompletableFuture<URI> console = new CompletableFuture<>();
    private final ChildProcess process;

    /**
     * Starts the stack, and returns when it is ready.
     *
     * @param project the folder of the built project
     * @param data an empty folder
     * @throws CallFailedException when the stack does not start
     */
    public RunnerProcess(Path project, Path data) {
        this.project = project;
        this.data = data;
        process = start("ordermessage.local.Main", Map.of(), this::read);
        var _ = process.exit().thenRun(() -> {
            var ended = new CallFailedException("The local stack has ended");
            api.completeExceptionally(ended);
            console.completeExceptionally(ended);
        });
        try {
            CompletableFuture.allOf(api, console)
                    .orTimeout(LONGEST_START.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            close();
            throw new CallFailedException("The local stack does not start: see %s/logs".formatted(data));
        }
    }

    /** Returns the process of the runner. It started all others. */
    public ProcessHandle handle() {
        return ProcessHandle.of(process.pid()).orElseThrow(() -> new CallFailedException("The local stack has ended"));
    }

    /** Returns the URI of the API with its stage. */
    public URI api() {
        return api.join();
    }

    /** Returns the URI of the console. */
    public URI console() {
        return console.join();
    }

    /** Returns the variables that the stack has written for a shell. */
    public Map<String, String> variables() {
        try (var lines = Files.lines(data.resolve("env"))) {
            return lines.map(VARIABLE::matcher)
                    .filter(Matcher::matches)
                    .collect(Collectors.toMap(variable -> variable.group(1), variable -> variable.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a token of a company, as {@code make token} prints it. */
    public String token(String companyId) {
        var token = new CompletableFuture<String>();
        try (var printing = start("ordermessage.local.TokenMain", Map.of("COMPANY_ID", companyId), token::complete)) {
            printing.exit().join();
        }
        return token.join();
    }

    /** Stops the stack as Ctrl-C does. */
    @Override
    public void close() {
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroy);
        process.exit()
                .completeOnTimeout(null, LONGEST_END.toSeconds(), TimeUnit.SECONDS)
                .join();
        process.close();
    }

    private void read(String line) {
        complete(api, API.matcher(line));
        complete(console, CONSOLE.matcher(line));
    }

    private static void complete(CompletableFuture<URI> address, Matcher line) {
        if (line.find()) {
            address.complete(URI.create(line.group(1)));
        }
    }

    private ChildProcess start(String mainClass, Map<String, String> more, Consumer<String> output) {
        var variables = new HashMap<>(more);
        PORTS.forEach(port -> variables.put(port, "0"));
        variables.put("LOCAL_DIR", data.toString());
        return ChildProcess.start(
                new Command.Jvm(
                        "local stack",
                        ClassPath.ofModule(project.resolve(MODULE)).entries(),
                        List.of(System.getProperty("runner.options", "").split(" ", -1)),
                        mainClass,
                        List.of(),
                        variables,
                        project),
                output);
    }
}
