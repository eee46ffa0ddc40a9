package ordermessage.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyResponseEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import ordermessage.http.Answer;
import ordermessage.http.AnswerFormat;
import ordermessage.http.ApiRequest;
import ordermessage.http.Authorization;
import ordermessage.http.Caller;
import ordermessage.http.Problem;
import ordermessage.http.ProblemType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;

/**
 * The edge to API Gateway. It decodes proxy events into requests and encodes answers as proxy responses. A failure shows
 * nothing to the caller but the request id.
 */
public final class ApiGateway {
    private static final Logger LOG = LoggerFactory.getLogger(ApiGateway.class);

    private final AnswerFormat format;
    private final Platform platform;

    public ApiGateway(AnswerFormat format, Platform platform) {
        this.format = format;
        this.platform = platform;
    }

    /**
     * Answers an event: 401 or 403 when its token does not say who it acts for, else the function's answer, and 500 when
     * the function throws.
     *
     * @param function makes the answer to a decoded request
     */
    public APIGatewayProxyResponseEvent answer(
            APIGatewayProxyRequestEvent event, Context context, Function<ApiRequest, Answer> function) {
        return PowertoolsLogging.withLogging(context, () -> {
            var answer = guarded(() -> authorized(event, function));
            var formatted = format.format(answer, requestId(event, context));
            return new APIGatewayProxyResponseEvent()
                    .withStatusCode(formatted.status())
                    .withHeaders(formatted.headers())
                    .withBody(formatted.body())
                    .withIsBase64Encoded(false);
        });
    }

    private Answer authorized(APIGatewayProxyRequestEvent event, Function<ApiRequest, Answer> function) {
        return switch (claims(event).map(Authorization::byClaims).orElseGet(platform::withoutClaims)) {
            case Authorization.Granted(var caller) -> function.apply(request(event, caller));
            case Authorization.Denied(var refusal) -> refusal;
        };
    }

    /** The claims that the API's authorizer has verified. */
    private static Optional<Map<?, ?>> claims(APIGatewayProxyRequestEvent event) {
        return requestContext(event)
                .map(ProxyRequestContext::getAuthorizer)
                .map(authorizer -> authorizer.get("claims"))
                .filter(Map.class::isInstance)
                .map(claims -> (Map<?, ?>) claims);
    }

    /** Turns what nobody foresaw into a 500 of the usual shape. Without this, the client gets the gateway's own 502. */
    private static Answer guarded(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RuntimeException e) {
            LOG.error("The request failed", e);
            return Answer.refusal(new Problem(
                    ProblemType.INTERNAL_ERROR,
                    "The request failed for a reason of the service's own. It is safe to send it again."));
        }
    }

    private static ApiRequest request(APIGatewayProxyRequestEvent event, Caller caller) {
        return new ApiRequest(
                caller,
                header(event, "Content-Type"),
                header(event, "Content-Encoding"),
                body(event),
                basePath(event),
                Optional.ofNullable(event.getPath()).orElse(""),
                orEmpty(event.getPathParameters()),
                orEmpty(event.getQueryStringParameters()));
    }

    /** The bytes of the body as the client sent them. */
    private static ByteBuffer body(APIGatewayProxyRequestEvent event) {
        if (event.getBody() == null) {
            return ByteBuffer.allocate(0);
        }
        return ByteBuffer.wrap(
                Boolean.TRUE.equals(event.getIsBase64Encoded())
                        ? Base64.getDecoder().decode(event.getBody())
                        : event.getBody().getBytes(StandardCharsets.UTF_8));
    }

    /** The value of a header; null if there is none. */
    private static String header(APIGatewayProxyRequestEvent event, String name) {
        return orEmpty(event.getHeaders()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String basePath(APIGatewayProxyRequestEvent event) {
        var path = requestContext(event).map(ProxyRequestContext::getPath).orElse("");
        var resource = event.getResource();
        return resource != null && path.endsWith(resource) ? path.substring(0, path.length() - resource.length()) : "";
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
