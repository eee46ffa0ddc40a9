package ordermessage.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.ApiRequest;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import ordermessage.logging.LogFields;
import ordermessage.logging.Stopwatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The edge to API Gateway. It decodes proxy events into requests and encodes answers as proxy responses. It logs one line
 * for each answer. After a failure, the caller gets only the request id. An operator finds the log line with it.
 */
public final class ApiGateway {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGateway.class);
    private static final Pattern SLASH = Pattern.compile("/");

    private final AnswerFormat format;
    private final Platform platform;
    private final Listener listener;

    /** Gets each answer before it is sent. */
    @FunctionalInterface
    public interface Listener {
        /** @param authorization names who the request acts for, unless its token does not say so */
        void answered(Authorization authorization, Answer answer);
    }

    public ApiGateway(AnswerFormat format, Platform platform) {
        this(format, platform, (authorization, answer) -> {});
    }

    public ApiGateway(AnswerFormat format, Platform platform, Listener listener) {
        this.format = format;
        this.platform = platform;
        this.listener = listener;
    }

    /**
     * Answers an event: 401 or 403 when its token does not say who it acts for, else the function's answer, and 500 when
     * the function throws.
     *
     * @param function makes the answer to a decoded request
     */
    public APIGatewayProxyResponseEvent answer(
            APIGatewayProxyRequestEvent event, Context context, Function<ApiRequest, Answer> function) {
        var stopwatch = Stopwatch.start();
        return PowertoolsLogging.withLogging(context, () -> {
            var requestId = requestId(event, context);
            MDC.put(LogFields.REQUEST_ID, requestId);
            var authorization = authorization(event);
            var answer = guarded(() -> authorized(authorization, event, function));
            var formatted = format.format(answer, requestId);
            log(answer, formatted.status(), stopwatch);
            listener.answered(authorization, answer);
            return new APIGatewayProxyResponseEvent()
                    .withStatusCode(formatted.status())
                    .withHeaders(formatted.headers())
                    .withBody(formatted.body())
                    .withIsBase64Encoded(false);
        });
    }

    private static void log(Answer answer, int status, Stopwatch stopwatch) {
        var line = LOG.atInfo()
                .addKeyValue(LogFields.STATUS, status)
                .addKeyValue(LogFields.DURATION_MS, stopwatch.milliseconds());
        switch (answer) {
            case Answer.Success success ->
                line.addKeyValue(LogFields.OUTCOME, success.outcome()).log("The request was answered");
            case Answer.Refusal refusal ->
                line.addKeyValue(LogFields.OUTCOME, "refused")
                        .addKeyValue(LogFields.REASON, refusal.problem().type().anchor())
                        .log("The request was refused");
        }
    }

    private Authorization authorization(APIGatewayProxyRequestEvent event) {
        try {
            return claims(event).map(Authorization::byClaims).orElseGet(platform::withoutClaims);
        } catch (RuntimeException e) { // All of them: see guarded.
            return new Authorization.Denied(failure(e));
        }
    }

    private static Answer authorized(
            Authorization authorization, APIGatewayProxyRequestEvent event, Function<ApiRequest, Answer> function) {
        return switch (authorization) {
            case Authorization.Granted(var caller) -> {
                if (caller instanceof Caller.Company(var id)) {
                    MDC.put(LogFields.COMPANY_ID, id.value());
                }
                yield function.apply(request(event, caller));
            }
            case Authorization.Denied(var refusal) -> refusal;
        };
    }

    /** Returns the claims that the API's authorizer has verified. */
    private static Optional<Map<?, ?>> claims(APIGatewayProxyRequestEvent event) {
        return requestContext(event)
                .map(ProxyRequestContext::getAuthorizer)
                .map(authorizer -> authorizer.get("claims"))
                .filter(Map.class::isInstance)
                .map(claims -> (Map<?, ?>) claims);
    }

    /** Answers 500 when the function throws. Without this, the client gets the gateway's own 503. */
    private static Answer guarded(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) { // All of them: every failure is answered with the usual problem document.
            return failure(e);
        }
    }

    private static Answer.Refusal failure(RuntimeException e) {
        LOG.error("The request failed", e);
        return Answer.refusal(new Problem(
                ProblemType.INTERNAL_ERROR,
                "The request failed for a reason of the service's own. It is safe to send it again."));
    }

    private static ApiRequest request(APIGatewayProxyRequestEvent event, Caller caller) {
        return new ApiRequest(
                caller,
                header(event, "Content-Type"),
                header(event, "Content-Encoding"),
                body(event),
                basePath(event),
                Optional.ofNullable(event.getPath()).orElse(""),
                pathParameters(event),
                orEmpty(event.getQueryStringParameters()));
    }

    /** Returns the bytes of the body as the client sent them. */
    private static ByteBuffer body(APIGatewayProxyRequestEvent event) {
        if (event.getBody() == null) {
            return ByteBuffer.allocate(0);
        }
        return ByteBuffer.wrap(
                Boolean.TRUE.equals(event.getIsBase64Encoded())
                        ? Base64.getDecoder().decode(event.getBody())
                        : event.getBody().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns the value of a header; null if there is none. Several values become one, separated by commas. API Gateway
     * treats names that differ only in their case as different headers.
     */
    private static String header(APIGatewayProxyRequestEvent event, String name) {
        return headers(event)
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .reduce((first, second) -> first + ", " + second)
                .orElse(null);
    }

    /** Returns the values of each header. {@code headers} of an event has only the last value. */
    private static Stream<Map.Entry<String, List<String>>> headers(APIGatewayProxyRequestEvent event) {
        return event.getMultiValueHeaders() == null
                ? orEmpty(event.getHeaders()).entrySet().stream()
                        .map(header -> Map.entry(header.getKey(), List.of(header.getValue())))
                : event.getMultiValueHeaders().entrySet().stream();
    }

    /** Returns the path parameters. API Gateway passes them on as the client encoded them. */
    private static Map<String, String> pathParameters(APIGatewayProxyRequestEvent event) {
        var decoded = new HashMap<String, String>();
        orEmpty(event.getPathParameters()).forEach((name, value) -> decoded.put(name, decode(value)));
        return decoded;
    }

    /** Undoes percent-encoding (RFC 3986, section 2.1). A text that is not well encoded stays as it is. */
    private static String decode(String segment) {
        try {
            // In a path, unlike in a form, a plus sign is not a space.
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }

    /**
     * Removes the segments of the route from the end of the client's path. Slashes at the end do not count: API Gateway
     * routes {@code /prod/post-message/} to {@code /post-message}.
     */
    private static String basePath(APIGatewayProxyRequestEvent event) {
        var path =
                segments(requestContext(event).map(ProxyRequestContext::getPath).orElse(""));
        var route = segments(Optional.ofNullable(event.getResource()).orElse(""));
        return path.stream()
                .limit(Math.max(path.size() - route.size(), 0))
                .map(segment -> "/" + segment)
                .collect(Collectors.joining());
    }

    private static List<String> segments(String path) {
        return SLASH.splitAsStream(path).filter(segment -> !segment.isEmpty()).toList();
    }

    private static String requestId(APIGatewayProxyRequestEvent event, Context context) {
        return requestContext(event).map(ProxyRequestContext::getRequestId).orElseGet(context::getAwsRequestId);
    }

    private static Optional<ProxyRequestContext> requestContext(APIGatewayProxyRequestEvent event) {
        return Optional.ofNullable(event.getRequestContext());
    }

    private static Map<String, String> orEmpty(Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
