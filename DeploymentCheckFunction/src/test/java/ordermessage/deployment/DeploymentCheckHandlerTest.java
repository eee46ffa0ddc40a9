package ordermessage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ordermessage.lambda.EventJson;
import ordermessage.slf4j.JsonLoggingManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

class DeploymentCheckHandlerTest {
    private static final String EVENT =
            "{\"DeploymentId\": \"d-1\", \"LifecycleEventHookExecutionId\": \"execution-1\"}";

    private final FakeFunctions functions = new FakeFunctions();
    private final List<String> reports = new ArrayList<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final PrintStream out = System.out;

    @BeforeEach
    void captureTheLog() {
        // Powertools sets the level of the environment when it is first used.
        PowertoolsLogging.withLogging(context(), () -> null);
        new JsonLoggingManager().setLogLevel(Level.INFO);
        System.setOut(new PrintStream(log, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        new JsonLoggingManager().setLogLevel(Level.ERROR);
    }

    @Test
    void aCheckThatPassesIsReportedAndLogsOneLine() {
        assertThat(handle(functions, EVENT)).isEqualTo("passed");

        assertThat(reports).containsExactly("d-1 execution-1 true");
        assertThat(logged())
                .hasLineCount(1)
                .contains("\"outcome\":\"passed\"", "\"deployment_id\":\"d-1\"", "\"duration_ms\":");
    }

    @Test
    void aCheckThatFailsIsReportedAndLogsOneLineWithoutTheAnswer() {
        functions.change("list:3", "[]", "[\\\"customer data\\\"]");

        assertThat(handle(functions, EVENT)).isEqualTo("failed");

        assertThat(reports).containsExactly("d-1 execution-1 false");
        assertThat(logged())
                .hasLineCount(1)
                .contains(
                        "\"outcome\":\"failed\"",
                        "\"failed_function\":\"ListMessagesFunction\"",
                        "\"reason\":\"messages is not empty\"")
                .doesNotContain("customer data");
    }

    /** Without a report, CodeDeploy would wait for an hour. */
    @Test
    void aMistakeInTheCheckIsReportedAsAFailure() {
        FunctionCalls broken = (version, event) -> {
            throw new IllegalStateException("a mistake");
        };

        assertThat(handle(broken, EVENT)).isEqualTo("failed");
        assertThat(reports).containsExactly("d-1 execution-1 false");
    }

    /** Lambda calls the function again. */
    @Test
    void aReportThatFailsFailsTheInvocation() {
        DeploymentReports broken = (hook, passed) -> {
            throw new IllegalStateException("no report");
        };
        var handler = new DeploymentCheckHandler(new DeploymentCheck(FakeFunctions.VERSIONS, functions), broken);

        assertThatThrownBy(() -> handler.handleRequest(event(EVENT), context())).hasMessage("no report");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"DeploymentId\": \"d-1\"}",
                "{\"DeploymentId\": 1, \"LifecycleEventHookExecutionId\": \"e\"}"
            })
    void anEventThatIsNotOfCodeDeployCallsNothing(String event) {
        assertThatThrownBy(() -> handle(functions, event)).hasMessageContaining("only CodeDeploy calls this function");
        assertThat(functions.called()).isEmpty();
        assertThat(reports).isEmpty();
    }

    private String handle(FunctionCalls calls, String event) {
        return new DeploymentCheckHandler(
                        new DeploymentCheck(FakeFunctions.VERSIONS, calls),
                        (hook, passed) -> reports.add(hook.deploymentId() + " " + hook.executionId() + " " + passed))
                .handleRequest(event(event), context());
    }

    private static Map<String, Object> event(String json) {
        return new EventJson().fromJson(json, Map.class);
    }

    private String logged() {
        return log.toString(StandardCharsets.UTF_8).strip();
    }

    private static Context context() {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (proxy, method, arguments) -> method.getReturnType() == int.class ? (Object) 60_000 : null);
    }
}
