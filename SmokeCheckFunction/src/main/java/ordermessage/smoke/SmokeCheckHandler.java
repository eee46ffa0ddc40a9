package ordermessage.smoke;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import ordermessage.aws.SdkClients;
import ordermessage.aws.SdkClients.Limits;
import ordermessage.logging.LogFields;
import ordermessage.logging.Stopwatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The synthetic check: the entry point that a schedule calls. It fails if the check fails.
 *
 * <p>The event has nothing that the check needs, so it is not the class {@code ScheduledEvent}, which needs joda-time.
 */
public final class SmokeCheckHandler implements RequestHandler<Map<String, Object>, String> {
    private static final Logger LOG = LoggerFactory.getLogger(SmokeCheckHandler.class);
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(12));
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** The part of the invocation's time that is reserved for the log line: a timeout would not say which step failed. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    private final SmokeCheck check;

    /** Lambda calls this constructor. It wires the function from its environment. */
    public SmokeCheckHandler() {
        this(Environment.from(System.getenv()));
    }

    private SmokeCheckHandler(Environment environment) {
        this(
                environment,
                secret(new SdkClients(LIMITS).build(SecretsManagerClient.builder()), environment.secretArn()));
    }

    /** @param secret reads the text of the secret with the app client; null if the secret is binary */
    SmokeCheckHandler(Environment environment, Supplier<String> secret) {
        var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
        var tokens = new ClientCredentials(http, environment.tokenUrl(), () -> credentials(secret));
        check = new SmokeCheck(http, environment.apiUrl(), tokens);
    }

    @Override
    public String handleRequest(Map<String, Object> event, Context context) {
        return PowertoolsLogging.withLogging(context, () -> {
            var stopwatch = Stopwatch.start();
            var result = check.run(
                    Duration.ofMillis(context.getRemainingTimeInMillis()).minus(RESERVE));
            log(result, stopwatch);
            result.failure().ifPresent(failure -> {
                throw new SmokeCheckFailedException(failure.step(), failure.text());
            });
            return "passed";
        });
    }

    private static void log(SmokeResult result, Stopwatch stopwatch) {
        var line = LOG.atInfo().addKeyValue(LogFields.DURATION_MS, stopwatch.milliseconds());
        result.failure()
                .ifPresentOrElse(
                        failure -> line.addKeyValue(LogFields.OUTCOME, "failed")
                                .addKeyValue(LogFields.REASON, failure.text())
                                .addKeyValue(LogFields.STATUS, failure.status())
                                .addKeyValue("step", failure.step())
                                .log("The synthetic check failed"),
                        () -> line.addKeyValue(LogFields.OUTCOME, "passed").log("The synthetic check passed"));
    }

    private static Supplier<String> secret(SecretsManagerClient secrets, String arn) {
        return () -> secrets.getSecretValue(request -> request.secretId(arn)).secretString();
    }

    /** @throws StepFailedException when the secret cannot be read, or has another form */
    private static Credentials credentials(Supplier<String> secret) {
        try {
            return Credentials.read(secret.get());
        } catch (SdkException e) {
            LOG.warn("The secret cannot be read", e);
            throw new StepFailedException(0, "the secret cannot be read");
        } catch (IllegalArgumentException e) {
            throw new StepFailedException(0, e.getMessage());
        }
    }
}
