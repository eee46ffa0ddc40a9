package ordermessage.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import ordermessage.local.process.Command;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests functions in real processes with AWS's runtime interface client. */
@Tag("processes")
@Order(2) // It takes longer than most other classes, so it starts before them.
class LambdaFunctionTest {
    private static final LambdaService LAMBDA =
            new LambdaService("eu-north-1", "123456789012", Map.of("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324"));
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Long enough for the first event of a new process on a busy machine. */
    private static final Duration SHORT = Duration.ofSeconds(3);

    @TempDir
    static Path project;

    private static JavaRuntime runtime;
    private static BlockingQueue<String> log;
    private static LambdaFunction function;

    @BeforeAll
    static void deploy() {
        runtime = SampleFunctions.runtime(project);
        log = new LinkedBlockingQueue<>();
        function = deploy(2, LONG);
    }

    @AfterAll
    static void close() {
        function.close();
    }

    @Test
    void theOutputOfTheHandlerIsReturned() {
        assertThat(function.invoke("\"echo {}\"")).isEqualTo(new Outcome.Returned("{}"));
    }

    @Test
    void anExceptionOfTheHandlerIsAFailureAndTheProcessContinues() {
        var process = returned(function, "pid");

        var failed = failed(function, "nonexistent");

        assertThat(failed.payload())
                .contains("\"errorType\":\"java.lang.IllegalArgumentException\"", "unknown command: nonexistent");
        assertThat(returned(function, "pid")).isEqualTo(process);
    }

    @Test
    void aProcessThatExceedsTheTimeoutIsKilledAndReplaced() {
        try (var withShortTimeout = deploy(1, SHORT)) {
            var process = returned(withShortTimeout, "pid");

            assertThat(failed(withShortTimeout, "sleep 60000").payload()).contains("Task timed out after 3.00 seconds");

            awaitEnd(process);
            assertThat(returned(withShortTimeout, "pid")).isNotEqualTo(process);
        }
    }

    @Test
    void aStoppedProcessIsKilledAfterTheTimeout() throws Exception {
        try (var withShortTimeout = deploy(1, SHORT)) {
            var process = returned(withShortTimeout, "pid");
            signal("STOP", process);
            await().until(() -> isStopped(process));

            assertThat(failed(withShortTimeout, "pid").type()).isEqualTo("Sandbox.Timedout");

            awaitEnd(process);
            assertThat(returned(withShortTimeout, "pid")).isNotEqualTo(process);
        }
    }

    @Test
    void aProcessThatExitsFailsItsInvocationAndIsReplaced() {
        var process = returned(function, "pid");

        var failed = failed(function, "exit 3");

        assertThat(failed.type()).isEqualTo("Runtime.ExitError");
        assertThat(failed.payload()).contains("Runtime exited with exit status 3");
        assertThat(returned(function, "pid")).isNotEqualTo(process);
    }

    @Test
    void aProcessThatIsKilledWhileIdleIsReplacedWithoutAnError() throws Exception {
        var process = returned(function, "pid");

        signal("KILL", process);
        await().until(() -> function.sandboxes().stream().noneMatch(sandbox -> isProcess(sandbox, process)));

        assertThat(returned(function, "pid")).isNotEqualTo(process);
    }

    @Test
    void theProcessThatWasUsedLastIsUsedNext() throws Exception {
        await().until(() -> {
            concurrently(2, "sleep 50");
            return function.sandboxes().size() == 2;
        });
        await().until(() -> function.sandboxes().stream().noneMatch(SandboxStatus::busy));

        var next = returned(function, "pid");

        assertThat(List.of(returned(function, "pid"), returned(function, "pid")))
                .containsOnly(next);
    }

    @Test
    void eventsWaitWhenAllProcessesAreBusy() throws Exception {
        var processes = concurrently(8, "sleep 20");

        assertThat(processes).hasSize(8);
        assertThat(new HashSet<>(processes)).hasSizeLessThanOrEqualTo(2);
        await().untilAsserted(() ->
                assertThat(function.sandboxes()).hasSizeLessThanOrEqualTo(2).noneMatch(SandboxStatus::busy));
    }

    @Test
    void aProcessIsBusyWhileItHandlesAnEvent() throws Exception {
        try (var one = deploy(1, LONG);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var process = Long.parseLong(returned(one, "pid"));
            assertThat(one.sandboxes()).containsExactly(new SandboxStatus(process, SandboxStatus.State.IDLE));

            var sleeping = threads.submit(() -> returned(one, "sleep 1500"));
            await().until(() -> one.sandboxes().equals(List.of(new SandboxStatus(process, SandboxStatus.State.BUSY))));

            sleeping.get();
            assertThat(one.sandboxes()).containsExactly(new SandboxStatus(process, SandboxStatus.State.IDLE));
        }
    }

    @Test
    void snapStartHooksRunBeforeTheFirstEvent() {
        assertThat(returned(function, "hooks")).isEqualTo("init beforeCheckpoint afterRestore");
    }

    @Test
    void withoutSnapStartNoHookRuns() {
        try (var plain = LAMBDA.deploy(
                SampleFunctions.function(SampleHandler.class, LONG, false, Map.of()), runtime, 1, log::add)) {
            assertThat(returned(plain, "hooks")).isEqualTo("init");
            assertThat(returned(plain, "environment AWS_LAMBDA_INITIALIZATION_TYPE"))
                    .isEqualTo("on-demand");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TABLE_NAME, table",
        "AWS_ENDPOINT_URL_SQS, http://127.0.0.1:9324",
        "AWS_REGION, eu-north-1",
        "AWS_DEFAULT_REGION, eu-north-1",
        "AWS_LAMBDA_FUNCTION_NAME, stack-Sample",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE, 256",
        "AWS_LAMBDA_FUNCTION_VERSION, 1",
        "AWS_LAMBDA_INITIALIZATION_TYPE, snap-start",
        "AWS_LAMBDA_LOG_GROUP_NAME, /aws/lambda/stack-Sample",
        "AWS_LAMBDA_LOG_FORMAT, JSON",
        "AWS_LAMBDA_LOG_LEVEL, WARN",
        "_HANDLER, ordermessage.local.runtime.SampleHandler",
        "AWS_PROFILE, null",
        "AWS_SESSION_TOKEN, null",
    })
    void theEnvironmentHasTheVariablesOfLambda(String variable, String value) {
        assertThat(returned(function, "environment " + variable)).isEqualTo(value);
    }

    @Test
    void theTaskRootIsTheFolderOfTheArtifact() {
        assertThat(returned(function, "environment LAMBDA_TASK_ROOT"))
                .isEqualTo(runtime.artifact("Sample").toString());
    }

    @Test
    void theContextHasTheFunctionNameTheArnAndTheRemainingTime() {
        assertThat(returned(function, "context"))
                .startsWith("stack-Sample arn:aws:lambda:eu-north-1:123456789012:function:stack-Sample ");
        assertThat(Integer.parseInt(returned(function, "remaining"))).isBetween(20_000, 30_000);
    }

    @Test
    void theHeapHasTheSameShareOfTheMemoryAsOnLambda() {
        assertThat(Integer.parseInt(returned(function, "heap"))).isBetween(200, 217);
    }

    @Test
    void theConsoleOutputOfAHandlerIsLogged() throws Exception {
        returned(function, "print something");

        await().until(() -> log.contains("something"));
    }

    @Test
    void aResultOfMoreThanSixMegabytesIsAFailure() {
        assertThat(returned(function, "repeat " + LambdaFunction.MAX_PAYLOAD_BYTES))
                .hasSize(LambdaFunction.MAX_PAYLOAD_BYTES);
        assertThat(failed(function, "repeat " + (LambdaFunction.MAX_PAYLOAD_BYTES + 1))
                        .type())
                .isEqualTo("Function.ResponseSizeTooLarge");
        assertThat(returned(function, "echo still here")).isEqualTo("still here");
    }

    @Test
    void anEventOfMoreThanSixMegabytesIsRefused() {
        assertThat(failed(function, "echo " + "€".repeat(LambdaFunction.MAX_PAYLOAD_BYTES / 3))
                        .type())
                .isEqualTo("RequestEntityTooLarge");
    }

    @Test
    void aFailedInitReportsItsReason() {
        try (var broken = LAMBDA.deploy(
                SampleFunctions.function(BrokenHandler.class, LONG, false, Map.of()), runtime, 1, log::add)) {
            assertThatThrownBy(broken::warm)
                    .isInstanceOf(InitFailedException.class)
                    .hasMessageContaining("QUEUE_URL is not set");
            assertThat(failed(broken, "echo").payload()).contains("QUEUE_URL is not set");
        }
    }

    @Test
    void anyProgramThatUsesTheRuntimeApiCanBeAFunction() {
        FunctionRuntime custom = (function, environment) -> new Command.Jvm(
                "custom",
                List.of(runtime.artifact("Sample")),
                List.of(),
                CustomRuntime.class.getName(),
                List.of(),
                environment,
                project);
        try (var other = LAMBDA.deploy(
                SampleFunctions.function(SampleHandler.class, LONG, false, Map.of()), custom, 1, log::add)) {
            assertThat(other.invoke("[1]")).isEqualTo(new Outcome.Returned("[1]"));
            assertThat(other.invoke("[2]")).isEqualTo(new Outcome.Returned("[2]"));
        }
    }

    @Test
    void closingAFunctionEndsItsProcesses() {
        var closed = deploy(1, LONG);
        var process = returned(closed, "pid");

        closed.close();

        assertThat(ProcessHandle.of(Long.parseLong(process))).isEmpty();
        assertThat(failed(closed, "pid").type()).isEqualTo("Sandbox.Closed");
    }

    private static LambdaFunction deploy(int limit, Duration timeout) {
        var settings = Map.of("TABLE_NAME", "table", "AWS_ENDPOINT_URL_SQS", "https://sqs.eu-north-1.amazonaws.com");
        return LAMBDA.deploy(
                SampleFunctions.function(SampleHandler.class, timeout, true, settings), runtime, limit, log::add);
    }

    private static String returned(Invoker function, String command) {
        return switch (function.invoke("\"" + command + "\"")) {
            case Outcome.Returned(var payload) -> payload;
            case Outcome.Failed failed -> throw new AssertionError(failed.toString());
        };
    }

    private static Outcome.Failed failed(Invoker function, String command) {
        return switch (function.invoke("\"" + command + "\"")) {
            case Outcome.Returned(var payload) -> throw new AssertionError(payload);
            case Outcome.Failed failed -> failed;
        };
    }

    private static List<String> concurrently(int times, String command)
            throws InterruptedException, ExecutionException {
        var calls = new ArrayList<Future<String>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < times; i++) {
                calls.add(threads.submit(() -> returned(function, command)));
            }
        }
        var results = new ArrayList<String>();
        for (var call : calls) {
            results.add(call.get());
        }
        return results;
    }

    private static void signal(String signal, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + signal, process).start().waitFor())
                .isZero();
    }

    /** Each thread of a process stops on its own, some time after the signal. */
    private static boolean isStopped(String process) throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc", process, "task"))) {
            for (var thread : threads) {
                // "<id> (<name>) <state> ...", where the name can contain anything.
                if (!Files.readString(thread.resolve("stat"))
                        .replaceFirst(".*\\) ", "")
                        .startsWith("T")) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isProcess(SandboxStatus sandbox, String process) {
        return sandbox.pid() == Long.parseLong(process);
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(5));
    }

    private static void awaitEnd(String process) {
        ProcessHandle.of(Long.parseLong(process))
                .ifPresent(handle -> handle.onExit().join());
    }
}
