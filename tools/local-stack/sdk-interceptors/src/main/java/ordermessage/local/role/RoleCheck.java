package ordermessage.local.role;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.warmup.SdkWarmUp;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Refuses the calls of a function that its role does not allow, with the error that AWS answers. Such a call is not sent. The
 * SDK finds this class itself and runs it in every client of the process, because it is in {@code execution.interceptors}.
 *
 * <p>A call whose permissions are not known is refused too, and so is every call of a function without a policy. A process that
 * is not a function is not checked. The calls of {@link SdkWarmUp} are not checked, because the SDK answers them itself.
 */
public final class RoleCheck implements ExecutionInterceptor {
    /** The variable of the function's process with the {@link RolePolicy#text} of its role. */
    public static final String POLICY_VARIABLE = "LOCAL_ROLE_POLICY";

    private static final String FUNCTION_VARIABLE = "AWS_LAMBDA_FUNCTION_NAME";
    private static final String REGION_VARIABLE = "AWS_REGION";

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** The services that answer 403 to a call without permission. The others that functions call answer 400. */
    private static final Set<String> WITH_STATUS_403 = Set.of("Lambda", "S3", "Sqs");

    /** The services whose error code is AccessDenied. That of the others is AccessDeniedException. */
    private static final Set<String> WITH_CODE_ACCESS_DENIED = Set.of("S3", "Sqs");

    /** The body of an answer of S3 that this class has read. */
    private static final ExecutionAttribute<String> BODY = new ExecutionAttribute<>("ordermessage.body");

    private static final RolePolicy NOTHING = new RolePolicy("arn:aws:iam::000000000000:role/none", List.of());

    private final boolean isFunction;
    private final String function;
    private final RolePolicy policy;
    private final RequiredPermissions required;

    /** Makes the check of this process. The SDK calls this. */
    public RoleCheck() {
        this(System.getenv());
    }

    RoleCheck(Map<String, String> environment) {
        isFunction = environment.containsKey(FUNCTION_VARIABLE);
        function = environment.getOrDefault(FUNCTION_VARIABLE, "");
        policy = Optional.ofNullable(environment.get(POLICY_VARIABLE))
                .map(RolePolicy::parse)
                .orElse(NOTHING);
        required = new RequiredPermissions(environment.getOrDefault(REGION_VARIABLE, ""), policy.account());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (!isFunction) {
            return;
        }
        var request = context.request();
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        var reason = reasonToRefuse(service, operation, fields(request));
        if (reason.isPresent() && !isWarmUp()) {
            throw refusal(service, request, reason.get());
        }
    }

    private Optional<String> reasonToRefuse(String service, String operation, RequiredPermissions.Fields fields) {
        var permissions = required.of(service, operation, fields);
        if (permissions.isEmpty()) {
            return Optional.of(
                    "The local stack does not know which permissions %s of %s needs, so it refuses the call (class RequiredPermissions)"
                            .formatted(operation, service));
        }
        return permissions.get().stream()
                .filter(permission -> !policy.allows(permission))
                .findFirst()
                .map(this::message);
    }

    /** Returns whether the SDK makes this call to warm itself up. Its clients for that send nothing. */
    private static boolean isWarmUp() {
        return StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().equals(SdkWarmUp.class.getName())));
    }

    /** Without s3:ListBucket, S3 answers 403 for an object that does not exist. */
    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        var response = context.httpResponse();
        if (!isFunction || response.statusCode() != NOT_FOUND || !isOfObject(context.request(), attributes)) {
            return response;
        }
        var body = context.responseBody().map(RoleCheck::read).orElse("");
        var permission = RequiredPermissions.toMissAnObject(fields(context.request()));
        if (policy.allows(permission) || body.contains("<Code>NoSuchBucket</Code>")) {
            attributes.putAttribute(BODY, body);
            return response;
        }
        attributes.putAttribute(
                BODY, "<Error><Code>AccessDenied</Code><Message>%s</Message></Error>".formatted(message(permission)));
        return response.copy(copy -> copy.statusCode(FORBIDDEN).removeHeader("Content-Length"));
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        return Optional.ofNullable(attributes.getAttribute(BODY))
                .<InputStream>map(body -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                .or(context::responseBody);
    }

    private static boolean isOfObject(SdkRequest request, ExecutionAttributes attributes) {
        return "S3".equals(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                && fields(request).get("Key").isPresent();
    }

    private static String read(InputStream body) {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String message(Permission permission) {
        return "User: arn:aws:sts::%s:assumed-role/%s/%s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
                .formatted(
                        policy.account(),
                        policy.name(),
                        function,
                        permission.action(),
                        permission.resource(),
                        permission.action());
    }

    private static RequiredPermissions.Fields fields(SdkRequest request) {
        return name -> request.getValueForField(name, Object.class);
    }

    private static AwsServiceException refusal(String service, SdkRequest request, String message) {
        return exception(service, request)
                .statusCode(WITH_STATUS_403.contains(service) ? FORBIDDEN : 400)
                .requestId("local")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(WITH_CODE_ACCESS_DENIED.contains(service) ? "AccessDenied" : "AccessDeniedException")
                        .errorMessage(message)
                        .build())
                .message(message)
                .build();
    }

    /** Makes the exception of the service, such as {@code SqsException}. It is in the package of the request. */
    private static AwsServiceException.Builder exception(String service, SdkRequest request) {
        var name = request.getClass().getPackageName() + "." + service + "Exception";
        try {
            return (AwsServiceException.Builder)
                    Class.forName(name, true, request.getClass().getClassLoader())
                            .getMethod("builder")
                            .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("There is no " + name, e);
        }
    }
}
