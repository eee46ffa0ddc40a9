package ordermessage.deployment;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.deployment.CheckResult.Failure;
import ordermessage.logging.LogFields;
import ordermessage.logging.Stopwatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The check before a deployment shifts traffic: the entry point that CodeDeploy calls. A failed check is reported, but does
 * not fail the invocation. If the report fails, the invocation fails, and Lambda calls the function again.
 */
public final class DeploymentCheckHandler implements RequestHandler<Map<String, Object>, String> {
    private static final Logger LOG = LoggerFactory.getLogger(DeploymentCheckHandler.class);

    /** Five calls of this length fit into the timeout of the function. A call can include the start of a function. */
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(25));

    private final DeploymentCheck check;
    private final DeploymentReports reports;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public DeploymentCheckHandler() {
        this(Environment.from(System.getenv()), new SdkClients(LIMITS));
    }

    private DeploymentCheckHandler(Environment versions, SdkClients clients) {
        this(
                new DeploymentCheck(versions, new LambdaCalls(clients.build(LambdaClient.builder()))),
                new CodeDeployReports(clients.build(CodeDeployClient.builder())));
    }

    DeploymentCheckHandler(DeploymentCheck check, DeploymentReports reports) {
        this.check = check;
        this.reports = reports;
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> {
            var stopwatch = Stopwatch.start();
            var hook = Hook.of(event);
            var result = checked();
            log(hook, result, stopwatch);
            reports.report(hook, result.passed());
            return result.passed() ? "passed" : "failed";
        });
    }

    /** Runs the check. A mistake in the check is a failed check too: without a report, CodeDeploy would wait for an hour. */
    private CheckResult checked() {
        try {
            return check.run();
        } catch (RuntimeException e) { // All of them: if the check itself has a mistake, it has failed.
            LOG.error("The check has a mistake", e);
            return new CheckResult(Optional.of(new Failure("DeploymentCheckFunction", "the check has a mistake")));
        }
    }

    private static void log(Hook hook, CheckResult result, Stopwatch stopwatch) {
        var line = LOG.atInfo()
                .addKeyValue("deployment_id", hook.deploymentId())
                .addKeyValue(LogFields.DURATION_MS, stopwatch.milliseconds());
        result.failure()
                .ifPresentOrElse(
                        failure -> line.addKeyValue(LogFields.OUTCOME, "failed")
                                .addKeyValue(LogFields.REASON, failure.reason())
                                .addKeyValue("failed_function", failure.function())
                                .log("The check of the new versions failed"),
                        () -> line.addKeyValue(LogFields.OUTCOME, "passed")
                                .log("The check of the new versions passed"));
    }
}
