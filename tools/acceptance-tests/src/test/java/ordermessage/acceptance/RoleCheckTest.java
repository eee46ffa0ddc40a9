package ordermessage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import ordermessage.local.RuntimeClient;
import ordermessage.local.process.Command;
import ordermessage.local.provision.LocalNames;
import ordermessage.local.runtime.FunctionRuntime;
import ordermessage.local.runtime.LambdaFunction;
import ordermessage.local.runtime.LambdaService;
import ordermessage.local.runtime.Outcome;
import ordermessage.local.template.Resource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that the local stack refuses the calls that the role of a function does not allow. The processes are those of the
 * local stack, except that {@link SdkProbe} takes the place of the handler.
 */
@Tag("processes")
@ExtendWith(RunningService.Shared.class)
@Order(2) // It takes longer than most other classes, so it starts before them.
class RoleCheckTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    /** These processes live for a second. */
    private final RunningService service;

    private final List<String> log = new CopyOnWriteArrayList<>();

    RoleCheckTest(RunningService service) {
        this.service = service;
    }

    /** Each row: a function, the calls that its role allows, and calls outside of its role. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PostMessageFunction    | GetItem            | PutItem Query PurgeQueue",
                "GetMessageFunction     | GetItem            | Query PutItem DeleteObject ListObjects",
                "ListMessagesFunction   | QueryIndex         | Query GetItem Scan",
                "ProcessMessageFunction | BatchGetItem       | QueryIndex DeleteItem ReceiveDeadLetter DeleteObject"
            })
    void aCallOutsideOfTheRoleIsRefusedWithTheErrorOfAws(String logicalId, String allowed, String refused) {
        try (var function = deploy(function(logicalId).withoutSnapStart(), RoleCheckTest::withProbe)) {
            assertThat(outcome(function, allowed)).isEqualTo("sent");
            // An operation that the check does not know.
            assertThat(outcome(function, "ListTables")).isEqualTo("400 AccessDeniedException");
            for (var call : refused.split(" ", -1)) {
                assertThat(outcome(function, call))
                        .as(call)
                        .isEqualTo(
                                call.matches(".*(Item|Query|Scan).*")
                                        ? "400 AccessDeniedException"
                                        : "403 AccessDenied");
            }
            if (logicalId.equals("GetMessageFunction")) {
                // It has no right to list the bucket, so S3 does not tell that the object is missing.
                assertThat(outcome(function, "GetObject")).isEqualTo("403 AccessDenied");
            }
        }
    }

    /** The function's own code runs. So a test that posts a message fails if the template forgets this permission. */
    @Test
    void aRequestFailsIfAPermissionIsTakenFromTheRole() {
        var whole = function("PostMessageFunction").withoutSnapStart();
        var event = RunningService.read(RunningService.project().resolve("events/post-message.json"))
                .replace("fc0daad3", "fc0daad4");

        try (var function = deploy(whole.withRole(whole.role().without("Enqueue")), command -> command)) {
            assertThat(((Outcome.Returned) function.invoke(event)).payload()).contains("\"statusCode\":503");
        }

        assertThat(log).anyMatch(line -> line.contains("is not authorized to perform: sqs:SendMessage on resource"));
    }

    /** SdkWarmUp makes calls that no role allows, and answers them itself. The SDK only logs that one fails. */
    @Test
    void theWarmUpOfTheSdkIsNotRefused() {
        try (var function = deploy(function("ProcessMessageFunction").withoutSnapStart(), RoleCheckTest::withProbe)) {
            assertThat(outcome(function, "WarmUp")).isEqualTo("sent");
        }

        assertThat(log).noneMatch(line -> line.contains("Warm-up failed"));
    }

    private LambdaFunction deploy(Resource.Function function, UnaryOperator<Command.Jvm> change) {
        var java = RuntimeClient.unpack(RunningService.project(), TARGET)
                .runtime(RunningService.project())
                .withArchives(false)
                .withInterceptors();
        FunctionRuntime runtime = (declared, environment) -> change.apply(java.command(declared, environment));
        return new LambdaService(
                        LocalNames.REGION,
                        LocalNames.ACCOUNT,
                        service.local().endpoints().variables())
                .deploy(function, runtime, 1, log::add);
    }

    private static Command.Jvm withProbe(Command.Jvm command) {
        var classPath = new ArrayList<>(command.classPath());
        classPath.add(TARGET.resolve("test-classes"));
        return new Command.Jvm(
                command.name(),
                classPath,
                command.jvmOptions(),
                command.mainClass(),
                List.of(SdkProbe.class.getName()),
                command.environment(),
                command.workingDirectory());
    }

    private String outcome(LambdaFunction function, String call) {
        var outcome = function.invoke("\"" + call + "\"");
        assertThat(outcome).as("%s %s", call, log).isInstanceOf(Outcome.Returned.class);
        return ((Outcome.Returned) outcome).payload().replace("\"", "");
    }

    private Resource.Function function(String logicalId) {
        return service.local().stack().functions().stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow();
    }
}
