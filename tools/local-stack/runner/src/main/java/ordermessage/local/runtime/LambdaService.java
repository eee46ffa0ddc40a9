package ordermessage.local.runtime;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import ordermessage.local.role.RoleCheck;
import ordermessage.local.template.Resource;

/** Deploys functions: gives their processes the environment variables that Lambda sets, and the local endpoints. */
public final class LambdaService {
    private final String region;
    private final String account;
    private final Map<String, String> endpoints;

    /**
     * Creates a service in a region and an account.
     *
     * @param endpoints variables such as {@code AWS_ENDPOINT_URL_SQS}; they override the template's variables
     */
    public LambdaService(String region, String account, Map<String, String> endpoints) {
        this.region = region;
        this.account = account;
        this.endpoints = Map.copyOf(endpoints);
    }

    /**
     * Creates a function that can be invoked. Its first process starts with the first invocation, or with {@link
     * LambdaFunction#warm}.
     *
     * @param limit the maximum number of processes at the same time
     * @param log receives each line that the processes print
     */
    public LambdaFunction deploy(Resource.Function function, FunctionRuntime runtime, int limit, Consumer<String> log) {
        return deploy(function, runtime, limit, log, InvocationListener.NONE);
    }

    /**
     * Creates a function as {@link #deploy(Resource.Function, FunctionRuntime, int, Consumer)} does.
     *
     * @param listener learns of each invocation
     */
    public LambdaFunction deploy(
            Resource.Function function,
            FunctionRuntime runtime,
            int limit,
            Consumer<String> log,
            InvocationListener listener) {
        var arn = "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, function.name());
        return new LambdaFunction(
                function.logicalId(),
                limit,
                () -> Sandbox.start(
                        function.timeout(),
                        arn,
                        runtimeApi -> runtime.command(function, environment(function, runtimeApi)),
                        log),
                listener);
    }

    private Map<String, String> environment(Resource.Function function, String runtimeApi) {
        var version = function.snapStart() ? "1" : "$LATEST";
        var day = LocalDate.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyy/MM/dd"));
        var environment = new HashMap<>(function.environment());
        environment.putAll(endpoints);
        environment.putAll(Map.of(
                "AWS_LAMBDA_RUNTIME_API",
                runtimeApi,
                "AWS_LAMBDA_FUNCTION_NAME",
                function.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                version,
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(function.memory()),
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                function.snapStart() ? "snap-start" : "on-demand",
                "AWS_LAMBDA_LOG_GROUP_NAME",
                "/aws/lambda/" + function.name(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                "%s/[%s]%s".formatted(day, version, UUID.randomUUID()),
                "AWS_LAMBDA_LOG_FORMAT",
                function.logFormat(),
                "_HANDLER",
                function.handler(),
                "TZ",
                ":UTC"));
        environment.putAll(Map.of(
                "AWS_REGION", region,
                "AWS_DEFAULT_REGION", region,
                "AWS_EXECUTION_ENV", "AWS_Lambda_java25"));
        environment.putAll(credentials(function, runtimeApi));
        environment.put(RoleCheck.POLICY_VARIABLE, function.role().text());
        function.logLevel().ifPresent(level -> environment.put("AWS_LAMBDA_LOG_LEVEL", level));
        return environment;
    }

    /**
     * Returns the variables for credentials. A function with SnapStart fetches its credentials, so that its snapshot
     * has none. Other functions have them in environment variables.
     */
    private static Map<String, String> credentials(Resource.Function function, String runtimeApi) {
        return function.snapStart()
                ? Map.of(
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "http://" + runtimeApi + RuntimeApi.CREDENTIALS_PATH,
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                        "local")
                : Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local", "AWS_SESSION_TOKEN", "local");
    }
}
